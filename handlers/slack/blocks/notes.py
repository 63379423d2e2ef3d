"""Short things we say: a sentence, what went wrong, who settled it, help."""

from collections.abc import Iterator

from handlers.slack.blocks.base import Span, items, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.decision import Decision, settled_line
from handlers.slack.blocks.gist import notice
from handlers.slack.blocks.message import message_card

__all__ = ["help_card", "message_card", "note_card", "settled_note", "trouble_card"]

_SAID = 3000  # weight
_EXAMPLES = (
    ("for our frequent buyers, push: New batch tomorrow …", "say for whom and where it goes, in any words"),
    ("voucher: S$5 off, min S$35, until 30 Nov", "the offer; likewise audience:, channel:, title:, product:"),
)
_OF_THE_SHOP = (
    ("C-1042", "a campaign of yours: how it did, why, and what would be better"),
    ("weak", "your weakest campaigns, worst first"),
)
_FOLLOW_UPS = (
    "shorter · more · for lapsing buyers instead · the voucher is 10% off until 30 Nov · why · use 2"
)
_CONNECT = ("/crm connect", "connect this workspace to your shop")
_COMMANDS = (
    ("/rewrite", "with a draft or a campaign's id; alone it opens a form"),
    ("/campaign C-1042", "how a campaign did"),
    ("/weak", "what to fix first"),
    ("/trial C-1042", "plan an honest test of a rewrite; “/trial list” tells how tests go"),
    ("/crm digest", "this week's digest, now and for you alone"),
    _CONNECT,
)
_COMMANDS_ALONE = (("/rewrite", "with a draft; alone it opens a form"), _CONNECT)
_ELSEWHERE = "In a channel, mention me or use “Improve this message” in a message's menu."
_FILES = " Drop a CSV or Parquet file of campaigns or logs here to bring your history in."


def note_card(said: str) -> Card:
    """Sentences, a paragraph a line."""
    said = shortened(said, _SAID)
    return Card(text=notice(said), blocks=(rich(line(text(said))),))


def trouble_card(sentence: str, what_to_do: str, reference: str) -> Card:
    """What went wrong, what to do, and the reference under which the log knows it."""
    said, advice = shortened(sentence, _SAID), shortened(what_to_do, _SAID)
    first = rich(line(text(said, bold=True), *([text(f" {advice}")] if advice else ())))
    last = (small(f"Reference {shortened(reference, 100)}"),) if reference else ()
    return Card(text=notice(f"{said} {advice}"), blocks=(first, *last))


def settled_note(decision: Decision, *, time_zone: str = "UTC") -> Card:
    """That an answer has been settled already, by whom and when."""
    said = "This one is settled already."
    return Card(text=said, blocks=(rich(line(text(said))), settled_line(decision, time_zone=time_zone)))


def help_card(*, connected: bool, merchant_name: str | None = None) -> Card:
    """How to begin, with examples that can be typed as they stand."""
    name = shortened(merchant_name or "your shop", 200)
    shop = (
        f"I speak for {name} and learn from its campaigns."
        if connected
        else "This workspace is not connected to a shop yet: drafts work all the same, campaigns don't. "
        "“/crm connect” or the Home tab connects it."
    )
    said = "Send me the draft of a message. I say what is weak, rewrite it and invent nothing."
    first = rich(line(text(said, bold=True)), line(text(shop)))
    return Card(text=notice(said), blocks=(first, *_help(connected=connected)))


def _help(*, connected: bool) -> Iterator[Block]:
    """What there is; for a workspace without a shop, what works without one."""
    examples = _EXAMPLES + _OF_THE_SHOP * connected
    commands = _COMMANDS if connected else _COMMANDS_ALONE
    yield rich(line(text("What to send", bold=True)), items(_pair(*pair) for pair in examples))
    yield rich(line(text("Then go on in the thread: ", bold=True), text(_FOLLOW_UPS)))
    yield rich(line(text("Anywhere", bold=True)), items(_pair(*pair) for pair in commands))
    yield small(_ELSEWHERE + _FILES * connected)


def _pair(said: str, meaning: str) -> list[Span]:
    return [text(said, code=True), text(f"  {meaning}")]

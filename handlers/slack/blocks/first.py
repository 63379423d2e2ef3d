"""A first version, shown while what it is worth is still worked out."""

from agents.first_version import FirstVersion
from handlers.slack.blocks.base import Span, line, rich, small, text
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.gist import first_words, notice
from handlers.slack.blocks.message import message_or_sample
from handlers.slack.blocks.opening import questions_to
from handlers.talk import Reply

_TITLE = "A first version"
_MORE = " · reasons and scores are on their way"
_MAY_CHANGE = (
    "It keeps to what is known and passed every check. I am still comparing it with your draft: if something "
    "else comes out ahead, that will stand here."
)
_NO_MORE = "It keeps to what is known and passed every check. The reasons and scores did not come."
_OTHER = "The first version I showed you came out behind this one."
_DRAFT = "The first version I showed you came out behind your draft."
_SAID = 500  # weight


def first_card(first: FirstVersion) -> Card:
    """The version, to be copied, and what may still become of it. What is asked first stands first.

    With an `overflow` it is too long to be shown before it is whole.
    """
    return _card(first, [text(_MORE)], _MAY_CHANGE)


def closing_card(first: FirstVersion) -> Card:
    """The same when nothing more comes."""
    return _card(first, [], _NO_MORE)


def with_change_told(reply: Reply, first: FirstVersion) -> Reply:
    """The reply; where it ends with another message than was shown at first, it says so."""
    suggestion = reply.suggestion
    if reply.kind != "suggestion" or suggestion is None or suggestion.message in {None, first.message}:
        return reply
    said = _DRAFT if suggestion.outcome == "unchanged" else _OTHER
    return reply.model_copy(update={"text": " ".join(filter(None, (reply.text, said)))})


def _card(first: FirstVersion, beside: list[Span], below: str) -> Card:
    blocks, overflow = message_or_sample(first.message)
    asked = questions_to(first.questions, first=first.asks_first)
    above, under = (asked, []) if first.asks_first else ([], asked)
    said = first.questions[:1] if first.asks_first else ()
    return Card(
        text=notice(" ".join((f"{_TITLE}:", *said, first_words(first.message, _SAID)))),
        blocks=(rich(line(text(_TITLE, bold=True), *beside)), *above, *blocks, *under, small(below)),
        overflow=overflow,
    )

"""A message as customers would read it, in frames that copy clean."""

from agents.types import Message
from handlers.slack.blocks.base import copyable, line, person, rich, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import pieces, shortened, weight
from handlers.slack.blocks.gist import first_words, notice

_MOST = 6000  # weight of a message that stands in a card in full
_SAMPLE = 1500  # of the beginning of one that doesn't
_IN_FILE = "This is only the beginning: the whole text is in the file below."


def message_blocks(message: Message) -> list[Block]:
    """Title and body in frames of their own; a very long text takes several frames."""
    parts = (*(pieces(message.title) if message.title else ()), *pieces(message.body))
    return [rich(copyable(part)) for part in parts]


def message_or_sample(message: Message, *, beside: int = 1) -> tuple[list[Block], str | None]:
    """The message or, when it is too long for Slack, its beginning and the text for a file.

    `beside` is how many messages share one card.
    """
    if weight(message.text) <= _MOST // beside:
        return message_blocks(message), None
    sampled = min(_SAMPLE, _MOST // beside)
    title = shortened(message.title, sampled // 4) if message.title else None
    sample = Message(title=title, body=shortened(message.body, sampled))
    return [*message_blocks(sample), rich(line(text(_IN_FILE, italic=True)))], message.text


def message_card(said: str, message: Message, *, by: str | None = None) -> Card:
    """A message alone under a sentence of ours; `by` is the Slack id of whoever sends it."""
    said = shortened(said, _SAMPLE)
    sender = [text("From "), person(by), text(": ")] if by else []
    first = rich(line(*sender, text(said)))
    blocks, overflow = message_or_sample(message)
    return Card(
        text=notice(f"{said} {first_words(message, _SAMPLE)}"), blocks=(first, *blocks), overflow=overflow
    )

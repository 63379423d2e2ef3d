"""Taking tags out of sight of whoever rewrites, and putting them back byte for byte."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from agents.placeholders.find import find_placeholders
from agents.placeholders.types import Placeholder
from agents.types import Message, Value


@cache
def _sentinel() -> re.Pattern[str]:
    # Writers sometimes add spaces or change the case of what they were told to copy.
    return re.compile(r"⟦\s*[Pp]\s*(\d+)\s*⟧")


class Masked(Value):
    """A text whose tags are numbered sentinels, "⟦P1⟧" for the first of `placeholders`."""

    text: str
    placeholders: tuple[Placeholder, ...]

    def restore(self, text: str) -> str:
        """`text` with every known sentinel replaced by its tag; an unknown number stays as it is."""
        return _restored(text, self.placeholders)

    def missing(self, text: str) -> tuple[str, ...]:
        """Tags whose sentinels don't stand in `text` as often as they should."""
        return _missing(text, self.placeholders)


class MaskedMessage(Value):
    """A message masked with one numbering, title first, then body."""

    message: Message
    placeholders: tuple[Placeholder, ...]

    def restore(self, message: Message) -> Message:
        """`message` with every known sentinel of title and body replaced by its tag."""
        title = None if message.title is None else _restored(message.title, self.placeholders)
        return Message(title=title, body=_restored(message.body, self.placeholders))

    def missing(self, message: Message) -> tuple[str, ...]:
        """Tags whose sentinels don't stand in title and body as often as they should."""
        return _missing(message.text, self.placeholders)


def mask(text: str) -> Masked:
    """Replace each tag of `text` by its own sentinel, also when the same tag stands twice."""
    tags = find_placeholders(text)
    return Masked(text=_sentinels(text, tags, first=1), placeholders=tags)


def mask_message(message: Message) -> MaskedMessage:
    """Mask title and body together, so that a tag may move from one to the other and come back."""
    titled = find_placeholders(message.title or "")
    tags = find_placeholders(message.body)
    title = None if message.title is None else _sentinels(message.title, titled, first=1)
    body = _sentinels(message.body, tags, first=len(titled) + 1)
    return MaskedMessage(message=Message(title=title, body=body), placeholders=(*titled, *tags))


def _sentinels(text: str, tags: tuple[Placeholder, ...], *, first: int) -> str:
    def pieces() -> Iterator[str]:
        done = 0
        for number, tag in enumerate(tags, first):
            yield text[done : tag.start]
            yield f"⟦P{number}⟧"
            done = tag.end
        yield text[done:]

    return "".join(pieces())


def _restored(text: str, tags: tuple[Placeholder, ...]) -> str:
    def tag(match: re.Match[str]) -> str:
        number = int(match[1])
        return tags[number - 1].text if 0 < number <= len(tags) else match[0]

    return _sentinel().sub(tag, text)


def _missing(text: str, tags: tuple[Placeholder, ...]) -> tuple[str, ...]:
    present = Counter(tag.text for tag in find_placeholders(_restored(text, tags)))
    lacking = Counter(tag.text for tag in tags) - present
    return tuple(lacking.elements())

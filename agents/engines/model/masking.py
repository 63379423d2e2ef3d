"""Tags taken out of sight of a model, in all texts of one request alike, and put back byte for byte."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from agents.placeholders import find_placeholders
from agents.placeholders.types import Role

_PURPOSE: dict[Role, str] = {
    "variable": "a value filled in when the message is sent",
    "open": "opens a condition or loop; what follows, up to its end, belongs to it",
    "middle": "the other branch of the condition begins",
    "close": "ends the condition or loop",
    "comment": "a note of the sending system, never shown",
}
_MOST_WORDS = 4


class UnknownSentinelError(ValueError):
    """A text holds a sentinel that stands for nothing."""

    def __init__(self, sentinel: str) -> None:
        self.sentinel = sentinel
        super().__init__(f"{sentinel} stands for nothing that was given")


class Mask:
    """Sentinels for every tag of some texts, the same tag under the same one (⟦P1⟧, ⟦P2⟧ and on).

    What looks like a sentinel in a text that was given is masked as well, so that nobody can have a
    tag put where they like.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._purposes: dict[str, str] = {}
        for text in texts:
            for start, end, purpose in _spans(text):
                self._purposes.setdefault(text[start:end], purpose)
        self._sentinels = {tag: f"⟦P{number}⟧" for number, tag in enumerate(self._purposes, 1)}
        self._tags = {sentinel: tag for tag, sentinel in self._sentinels.items()}

    def hide(self, text: str) -> str:
        """`text` with a sentinel in place of every tag."""
        if not self._sentinels:
            return text
        done, pieces = 0, []
        for start, end, _ in _spans(text):
            tag = text[start:end]
            pieces += [text[done:start], self._sentinels.get(tag, tag)]
            done = end
        return "".join([*pieces, text[done:]])

    def show(self, text: str) -> str:
        """`text` with the tags back in place. Raises `UnknownSentinelError`."""
        return _sentinel().sub(self._tag, text)

    def legend(self) -> str:
        """What each sentinel stands for, a line each; empty when there is none."""
        lines = (f"{self._sentinels[tag]} {purpose}{_named(tag)}" for tag, purpose in self._purposes.items())
        return "\n".join(lines)

    def _tag(self, match: re.Match[str]) -> str:
        # Writers sometimes add spaces or change the case of what they were told to copy.
        sentinel = f"⟦P{int(match[1])}⟧"
        if sentinel not in self._tags:
            raise UnknownSentinelError(match[0])
        return self._tags[sentinel]


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where tags, and what looks like a sentinel, stand in a text."""
    done = 0
    for tag in find_placeholders(text):
        yield from _lookalikes(text, done, tag.start)
        yield tag.start, tag.end, _PURPOSE[tag.role]
        done = tag.end
    yield from _lookalikes(text, done, len(text))


def _lookalikes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _sentinel().finditer(text, start, end):
        yield found.start(), found.end(), "to be kept as it is"


def _named(tag: str) -> str:
    words = re.findall(r"[^\W\d_]{2,}", tag)[:_MOST_WORDS]
    return f" ({' '.join(words)})" if words else ""


@cache
def _sentinel() -> re.Pattern[str]:
    return re.compile(r"⟦\s*[Pp]\s*(\d{1,4})\s*⟧")

"""Finding phrases in scripts that set no spaces between words.

There a phrase is looked for as it stands, anywhere. `#` is any number, `~` up to eight signs, `(a|b)` is
either, `?` behind brackets says that they may be missing; a space may be there or not.
"""

import re
from collections.abc import Iterator
from functools import cached_property

_NUMBER = r"\s?(?:\d[\d.,]*|[一二两兩三四五六七八九十百千]+)\s?"
_SIGNS = {
    "#": _NUMBER,
    "~": r"[^\s,.!?。]{0,8}?",
    " ": r"\s?",
    ".": r"\.",
    "+": r"\+",
    "*": r"\*",
    "(": "(?:",
}


class Unspaced:
    """Phrases of Thai, Chinese or Japanese under names."""

    def __init__(self) -> None:
        self._plain: list[tuple[str, str]] = []
        self._signed: dict[str, list[str]] = {}

    def add(self, name: str, phrase: str) -> None:
        """Take a phrase in lower case."""
        if re.search(r"[#~ (|?.+*]", phrase):
            self._signed.setdefault(name, []).append("".join(_SIGNS.get(c, c) for c in phrase))
        else:
            self._plain.append((name, phrase))

    def find(self, low: str) -> Iterator[tuple[str, int, int]]:
        """Name, start and end of every phrase in a text in lower case."""
        for name, phrase in self._plain:
            at = low.find(phrase)
            while at >= 0:
                yield name, at, at + len(phrase)
                at = low.find(phrase, at + len(phrase))
        for name, pattern in self._patterns.items():
            yield from ((name, *match.span()) for match in pattern.finditer(low))

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile("|".join(phrases)) for name, phrases in self._signed.items()}

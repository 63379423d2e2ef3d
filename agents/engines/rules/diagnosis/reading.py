"""A text made ready for phrase lists: lower case, no apostrophes, no placeholders, no links.

Every normalised character remembers where it stood, so that evidence quotes the merchant's own words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from agents.types import Message

KEY_LENGTH = 4
"""Phrases are looked up by the first letters of one of their words."""

_HIDDEN = re.compile(
    r"\{\{\{?.*?\}?\}\}|\{%.*?%\}|\{#.*?#\}|\$?\{[^{}\n]*\}|\[\[.*?\]\]|\*\|.*?\|\*|%%.*?%%|<%.*?%>"
    r"|%\d?\$?[A-Z_]{3,}%|%\d\$[sd]|<[@#!][^>]*>",
    re.DOTALL,
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]]+|\b[\w-]+\.(?:com|me|ly|co|shop|store|link)/\S+", re.IGNORECASE
)
_APOSTROPHES = "'’‘`´ʼ"
_OPT_OUT = re.compile(
    r"(?:(?:reply|text|txt|send|sms)\s+)?[\"']?(?:STOP|UNSUB\w*|QUIT)\b[^.\n]*"
    r"|(?:to )?(?:opt[- ]?out|unsubscribe)\b[^.\n]*",
    re.IGNORECASE,
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?]*\n*")


@dataclass(frozen=True)
class Reading:
    """`original` as written; `norm` the normalised text; `place[i]` where norm[i] stands in it."""

    original: str
    norm: str
    place: tuple[int, ...]
    links: tuple[str, ...]
    title_length: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The normalised words in order."""
        return tuple(re.findall(r"\w+", self.norm))

    @cached_property
    def keys(self) -> frozenset[str]:
        """First letters of every word, to look phrases up by."""
        return frozenset(word[:KEY_LENGTH] for word in self.words)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The normalised sentences, closing punctuation included."""
        return tuple(s for s in (m.group().strip() for m in _SENTENCE.finditer(self.norm)) if s)

    def quote(self, start: int, end: int) -> str:
        """The original words between two places of `norm`, without the punctuation around them."""
        first, last = self.place[start], self.place[end - 1] + 1
        return self.original[first:last].strip(' \n\t,;:-–—"“”()')

    def sentence_at(self, position: int) -> str:
        """The normalised sentence in which `position` of `norm` lies."""
        start = max(self.norm.rfind(mark, 0, position) for mark in ".!?\n") + 1
        ends = [found for mark in ".!?\n" if (found := self.norm.find(mark, position)) >= 0]
        return self.norm[start : min(ends, default=len(self.norm))].strip()

    def in_title(self, position: int) -> bool:
        """Whether `position` of `norm` lies in the title."""
        return self.place[position] < self.title_length


def read(message: Message) -> Reading:
    """Make a message ready for the phrase lists."""
    original = message.text
    visible = _HIDDEN.sub(_blank, original)
    links = tuple(_LINK.findall(visible))
    visible = _OPT_OUT.sub(_blank, _LINK.sub(_blank, visible))
    norm, place = _join_drawn_out(*_normalise(visible))
    return Reading(original, norm, tuple(place), links, len(message.title or ""))


def plain(text: str) -> str:
    """A short text (a product's name, a voucher's title) normalised the same way."""
    return "".join(_normalise(text)[0])


def _blank(match: re.Match[str]) -> str:
    """As many spaces as the match is long, so that places stay true."""
    return " " * len(match.group())


def _normalise(text: str) -> tuple[list[str], list[int]]:
    chars: list[str] = []
    place: list[int] = []
    for i, char in enumerate(text):
        if char.isascii():
            folded = "" if char in _APOSTROPHES else char.lower()
        elif char in _APOSTROPHES or unicodedata.category(char) == "Cf":
            folded = ""
        else:
            folded = unicodedata.normalize("NFKC", char).lower()
        chars.extend(folded)
        place.extend([i] * len(folded))
    return chars, place


def _join_drawn_out(chars: list[str], place: list[int]) -> tuple[str, list[int]]:
    """ "heyyyy" reads as "hey", "sooo" as "so"."""
    norm = "".join(chars)
    for match in reversed(list(_DRAWN_OUT.finditer(norm))):
        start, end = match.start() + 1, match.end()
        norm = norm[:start] + norm[end:]
        del place[start:end]
    return norm, place

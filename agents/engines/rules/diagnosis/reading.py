"""A text made ready for phrase lists: lower case, no apostrophes, no placeholders, no links.

Every normalised character remembers where it stood, so that evidence quotes the merchant's own words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from agents.placeholders import find_placeholders
from agents.types import Message

KEY_LENGTH = 4
"""Phrases are looked up by the first letters of one of their words."""

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]]+|\b[\w-]+\.(?:com|me|ly|co|shop|store|link)/\S+", re.IGNORECASE
)
_LINK_TAG = re.compile(r"link|url|href|button", re.IGNORECASE)
_OPT_OUT = re.compile(
    r"(?:\b(?:unsub\w*|opt[- ]?out|stop)\W{1,3})?"
    r"(?:reply|text|txt|send|sms)\s+[\"']?(?:STOP|UNSUB\w*|QUIT|(?-i:END|OUT))\b[^.\n]*"
    r"|[\"']?(?-i:\b(?:STOP|UNSUB\w*|QUIT)\b(?!\s+[A-Z]{3}))[^.\n]*"
    r"|\b(?:stop|quit|unsub\w*)\s*(?:=|2|4|to\b)\s*(?:end|opt|quit|unsub|cancel|stop)[^.\n]*"
    r"|(?:to )?(?:opt[- ]?out|unsubscribe)\b[^.\n]*",
    re.IGNORECASE,
)
_APOSTROPHES = "'’‘`´ʼ"
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?]*\n*")
_EDGES = ' \n\t,;:-–—"“”()'


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
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `norm` of every sentence that has a word in it."""
        return tuple(
            m.span() for m in _SENTENCE.finditer(self.norm) if any(char.isalnum() for char in m.group())
        )

    def quote(self, start: int, end: int) -> str:
        """The original words between two places of `norm`, without the punctuation around them."""
        return self.original[self.place[start] : self.place[end - 1] + 1].strip(_EDGES)

    @cached_property
    def leads_on(self) -> bool:
        """Whether the text holds a link, or a tag that will become one."""
        tags = (tag.text for tag in find_placeholders(self.original))
        return bool(self.links) or any(_LINK_TAG.search(tag) for tag in tags)

    def span_at(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence in which `position` of `norm` lies."""
        return next(((a, b) for a, b in self.sentences if a <= position < b), (position, position))

    def sentence_at(self, position: int) -> str:
        """The normalised sentence in which `position` of `norm` lies."""
        return next((self.norm[a:b] for a, b in self.sentences if a <= position < b), "")

    def in_title(self, position: int) -> bool:
        """Whether `position` of `norm` lies in the title."""
        return self.place[position] < self.title_length


@lru_cache(maxsize=256)
def read(message: Message) -> Reading:
    """Make a message ready for the phrase lists. A frozen value, so it is read once."""
    original = message.text
    visible = original
    for tag in find_placeholders(original):
        visible = visible[: tag.start] + " " * (tag.end - tag.start) + visible[tag.end :]
    links = tuple(_LINK.findall(visible))
    visible = _OPT_OUT.sub(_blank, _LINK.sub(_blank, visible))
    norm, place = _join_drawn_out(*_normalise(visible))
    return Reading(original, norm, tuple(place), links, len(message.title or ""))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A short text (a product's name, a voucher's title) normalised the same way."""
    return "".join(_normalise(text)[0])


def _blank(match: re.Match[str]) -> str:
    """As many spaces as the match is long, so that places stay true."""
    return " " * len(match.group())


def _normalise(text: str) -> tuple[list[str], list[int]]:
    """Folded characters and the place of each. Zero-width characters and apostrophes fall out."""
    chars: list[str] = []
    place: list[int] = []
    for i, char in enumerate(text):
        if char in _APOSTROPHES:
            continue
        if char.isascii():
            chars.append(char.lower())
            place.append(i)
        elif unicodedata.category(char) != "Cf":
            folded = unicodedata.normalize("NFKC", char).lower()
            chars.extend(folded)
            place.extend([i] * len(folded))
    return chars, place


def _join_drawn_out(chars: list[str], place: list[int]) -> tuple[str, list[int]]:
    """Letters drawn out count once: "heyyyy" reads as "hey", "sooo" as "so"."""
    norm = "".join(chars)
    for match in reversed(list(_DRAWN_OUT.finditer(norm))):
        start, end = match.start() + 1, match.end()
        norm = norm[:start] + norm[end:]
        del place[start:end]
    return norm, place

"""A text opened for reading: folded, in lower case, cut into words and sentences."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from agents.facts.folding import Folded, fold
from agents.lexicons import load

_OPENING = re.compile(r" ?(?:[A-Z][a-z']+(?![a-z'.]*\s?\d)|[A-Z] |$|\n)")
_STOP = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|[。！？]|\n+|(?<=\s)[|•·]+(?=\s)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Word(NamedTuple):
    """A word in lower case without apostrophes, its place and its sentence; `counts` if it is a number."""

    text: str
    start: int
    end: int
    sentence: int
    counts: bool


@dataclass(frozen=True, eq=False)
class Page:
    """One text of one market, ready for the readers.

    `text` is folded, `low` the same in lower case, index by index. Pages are told apart by identity:
    `open_page` gives the same one for the same text, so that what was read of it can be remembered.
    """

    raw: str
    market: str | None
    folded: Folded
    low: str

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def quote(self, start: int, end: int) -> str:
        """A stretch of the folded text as it was written."""
        first, last = self.folded.span(start, end)
        return self.raw[first:last]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of every sentence, in order, without gaps."""
        spans, start = [], 0
        for stop in _STOP.finditer(self.low):
            if stop[0] == "." and _is_short(self.text, self.low, stop.start()):
                continue
            spans.append((start, stop.end()))
            start = stop.end()
        if start < len(self.low) or not spans:
            spans.append((start, len(self.low)))
        return tuple(spans)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that covers `place`."""
        return next((i for i, (_, end) in enumerate(self.sentences) if place < end), len(self.sentences) - 1)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in order."""
        words, sentence, spans = [], 0, self.sentences
        for match in _WORD.finditer(self.low):
            start, end = match.span()
            while start >= spans[sentence][1]:
                sentence += 1
            said = match[0].replace("'", "")
            words.append(Word(said, start, end, sentence, said[0].isdigit() or said in number_words()))
        return tuple(words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words it is made of."""
        return frozenset(word.text for word in self.words)


def _is_short(text: str, low: str, dot: int) -> bool:
    """Whether the dot belongs to a short form ("min.", "Nov.") rather than to the sentence."""
    start = dot
    while start and low[start - 1].isalpha():
        start -= 1
    word = low[start:dot]
    dots: dict[str, list[str]] = load("reading")["dots"]
    return word in dots["titles"] or (word in dots["short"] and not _OPENING.match(text, dot + 1))


@cache
def number_words() -> frozenset[str]:
    """Every English word that counts."""
    numbers = load("reading")["numbers"]
    return frozenset([*numbers["ones"], *numbers["tens"], *numbers["scales"]])


@lru_cache(maxsize=256)
def open_page(text: str, market: str | None = None) -> Page:
    """`text` folded for the readers; `market` is a two-letter code or None."""
    folded = fold(text)
    low = folded.text.lower()
    if len(low) != len(folded.text):  # a few capitals grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded.text)
    return Page(raw=text, market=market, folded=folded, low=low)

"""A text opened for reading: folded, in lower case, cut into words and sentences."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from agents.facts.folding import Folded, fold
from agents.facts.tongues import tongues_of
from agents.facts.wordlists import UNSPACED
from agents.lexicons import ENGLISH_ALONE, load, load_in

_OPENING = re.compile(r" ?(?:[A-Z][a-z']+(?![a-z'.]*\s?\d)|[A-Z] |$|\n)")
_STOP = re.compile(rf"[.!?…]+[\"')\]]*(?=\s|$)|[。！？]|[!?]+(?=[{UNSPACED}])|\n+|(?<=\s)[|•·]+(?=\s)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STEM = 4


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
    given: frozenset[str] = ENGLISH_ALONE

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
        return _in_tongues(self._in_english, self.tongues) if self.tongues else self._in_english

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words it is made of."""
        return frozenset(word.text for word in self.words) if self.tongues else self._plain

    @cached_property
    def tongues(self) -> frozenset[str]:
        """The languages beside English that it is read in."""
        return self.given | tongues_of(self.low, self._plain)

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(word.text for word in self._in_english)

    @cached_property
    def _in_english(self) -> tuple[Word, ...]:
        words, sentence, spans = [], 0, self.sentences
        for match in _WORD.finditer(self.low):
            start, end = match.span()
            while start >= spans[sentence][1]:
                sentence += 1
            said = match[0].replace("'", "")
            words.append(Word(said, start, end, sentence, said[0].isdigit() or said in number_words()))
        return tuple(words)


def _in_tongues(words: tuple[Word, ...], tongues: frozenset[str]) -> tuple[Word, ...]:
    """The words with the numbers of these languages, and without the endings that hang on any word."""
    reading = load_in("reading", tongues)
    values = reading["numbers"].get("counting", {}).get("values", {})
    several = {word for word, value in values.items() if value > 1}
    endings = tuple(reading.get("endings", ()))
    read = []
    for word in words:
        counts = word.counts or word.text in several
        read.append(word._replace(text=without_ending(word.text, endings), counts=counts))
    return tuple(read)


def without_ending(word: str, endings: tuple[str, ...]) -> str:
    """A word without the ending that hangs on it, if enough is left of it: "harga" of "harganya"."""
    end = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _STEM), "")
    return word.removesuffix(end)


def _is_short(text: str, low: str, dot: int) -> bool:
    """Whether the dot belongs to a short form ("min.", "Nov.") rather than to the sentence."""
    start = dot
    while start and low[start - 1].isalpha():
        start -= 1
    word = low[start:dot]
    if "\u0e00" < word < "\u0e7f":  # Thai has short forms, and no full stops
        return True
    dots: dict[str, list[str]] = load("reading")["dots"]
    return word in dots["titles"] or (word in dots["short"] and not _OPENING.match(text, dot + 1))


@cache
def number_words() -> frozenset[str]:
    """Every English word that counts."""
    numbers = load("reading")["numbers"]
    return frozenset([*numbers["ones"], *numbers["tens"], *numbers["scales"]])


def open_page(text: str, market: str | None = None, tongues: frozenset[str] = ENGLISH_ALONE) -> Page:
    """`text` folded for the readers; `market` is a two-letter code or None.

    `tongues` are languages it is to be read in whatever it looks like: those of the draft it answers.
    """
    return _opened(text, market, tongues)


@lru_cache(maxsize=256)
def _opened(text: str, market: str | None, tongues: frozenset[str]) -> Page:
    folded = fold(text)
    low = folded.text.lower()
    if len(low) != len(folded.text):  # a few capitals grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded.text)
    return Page(raw=text, market=market, folded=folded, low=low, given=tongues)

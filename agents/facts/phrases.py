"""Phrase lists that a copywriter can read, and finding them in a text in one pass over its words.

A phrase is words in lower case without apostrophes or punctuation ("dont miss out"). `a|b` stands
for either word, `(word)` may be missing, `#` is any number, `*` any one word, `~` up to three words;
a phrase of one word may begin or end with `…` for the rest of a longer word. Phrases of scripts without
spaces are looked up as they stand (`unspaced.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agents.facts.page import Page, Word, without_ending
from agents.facts.unspaced import Unspaced
from agents.facts.wordlists import LETTERS, UNSPACED, without_marks

_GAP = 3
_UNSPACED = re.compile(f"[{UNSPACED}]")
_REST = "…"
Slot = frozenset[str]
_ANY: Slot = frozenset({"*"})
_SKIP: Slot = frozenset({"~"})


class Hit(NamedTuple):
    """A phrase found: the name of its entry, its place, and the number of its sentence."""

    name: str
    start: int
    end: int
    sentence: int


class Phrasebook:
    """Phrases under names, ready to be found.

    `endings` are those that a page takes off its words. In phrases of several words those with marks are
    found without them too.
    """

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]], endings: tuple[str, ...] = ()) -> None:
        self._endings = endings
        self._starts: dict[str, tuple[tuple[str, tuple[Slot, ...]], ...]] = {}
        self._parts: dict[str, list[str]] = {}
        self._unspaced = Unspaced()
        for name, phrases in entries:
            for phrase in phrases:
                self._add(name, phrase.strip().lower())
        self._patterns = {name: re.compile("|".join(parts)) for name, parts in self._parts.items()}

    def _add(self, name: str, phrase: str) -> None:
        if _UNSPACED.search(phrase):
            self._unspaced.add(name, phrase)
            return
        if _REST in phrase:
            self._parts.setdefault(name, []).extend(map(_part_of_word, phrase.split("|")))
            return
        for variant in filter(None, _variants(phrase.split(), self._endings)):
            slots = tuple(map(_unmarked, variant)) if len(variant) > 1 else variant
            for word in slots[0]:
                self._starts[word] = (*self._starts.get(word, ()), (name, slots))

    def find(self, page: Page) -> tuple[Hit, ...]:
        """Every phrase of `page`, in order; under one name, only the longest that starts at a word."""
        best: dict[tuple[str, int], Hit] = {}
        for hit in (*self._spoken(page.words), *self._written(page)):
            known = best.get((hit.name, hit.start))
            if known is None or known.end < hit.end:
                best[hit.name, hit.start] = hit
        return tuple(sorted(best.values(), key=lambda h: h.start))

    def _spoken(self, words: Sequence[Word]) -> Iterator[Hit]:
        for place, word in enumerate(words):
            starts = self._starts.get(word.text, ())
            if word.counts:
                starts = (*starts, *self._starts.get("#", ()))
            following = words[place + 1] if place + 1 < len(words) else None
            for name, slots in starts:
                # Most candidates end at their second word: looking there first is what makes this fast.
                if (
                    len(slots) > 1
                    and slots[1] is not _SKIP
                    and not (following and _fits(following, slots[1]))
                ):
                    continue
                last = _end(words, place + 1, slots, 1, word.sentence)
                if last is not None:
                    yield Hit(name, word.start, words[last - 1].end, word.sentence)

    def _written(self, page: Page) -> Iterator[Hit]:
        """Phrases that are parts of words, and those of scripts that do not part their words."""
        for name, pattern in self._patterns.items():
            for match in pattern.finditer(page.low):
                yield Hit(name, *match.span(), page.sentence_at(match.start()))
        if not page.low.isascii() and _UNSPACED.search(page.low):
            for name, start, end in self._unspaced.find(page.low):
                yield Hit(name, start, end, page.sentence_at(start))


def _part_of_word(phrase: str) -> str:
    """The pattern of "…gutschein…", "rabatt…" or "…versand"."""
    before = f"[{LETTERS}]*" if phrase.startswith(_REST) else f"(?<![{LETTERS}])"
    behind = f"[{LETTERS}]*" if phrase.endswith(_REST) else f"(?![{LETTERS}])"
    return before + re.escape(phrase.strip(_REST)) + behind


def _end(words: Sequence[Word], place: int, slots: tuple[Slot, ...], slot: int, sentence: int) -> int | None:
    """The word after the phrase, if its slots from `slot` on match the words from `place` on."""
    if slot == len(slots):
        return place
    wanted = slots[slot]
    if wanted is _SKIP:
        tries = (_end(words, place + n, slots, slot + 1, sentence) for n in range(_GAP + 1))
        return next((end for end in tries if end is not None), None)
    if place >= len(words) or words[place].sentence != sentence or not _fits(words[place], wanted):
        return None
    return _end(words, place + 1, slots, slot + 1, sentence)


def _fits(word: Word, wanted: Slot) -> bool:
    return word.text in wanted or wanted is _ANY or (word.counts and "#" in wanted)


def _unmarked(slot: Slot) -> Slot:
    """The words of a slot with and without their marks; a word alone would be too short without them."""
    return slot if slot in (_ANY, _SKIP) else slot | {without_marks(word) for word in slot}


def _variants(parts: list[str], endings: tuple[str, ...] = ()) -> Iterator[tuple[Slot, ...]]:
    """The phrase with and without each of its optional words."""
    if not parts:
        yield ()
        return
    first, rest = parts[0], parts[1:]
    optional = first.startswith("(")
    bare = first.strip("()")
    words = [without_ending(word, endings) for word in bare.split("|")]
    slot = {"*": _ANY, "~": _SKIP}.get(bare) or frozenset(words)
    for others in _variants(rest, endings):
        yield (slot, *others)
        if optional:
            yield others

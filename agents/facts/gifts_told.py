"""Things told to be free in other languages, on either side of the word: "beg percuma", 送帆布袋."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from agents.facts.amounts import find_amounts
from agents.facts.lexicon import book_hits
from agents.facts.money import read_money
from agents.facts.page import Page, Word
from agents.facts.percents import read_percent
from agents.facts.phrases import Hit
from agents.facts.points import read_points
from agents.facts.wordlists import UNSPACED, either, is_unspaced
from agents.lexicons import load_in

_ITEM_WORDS = 4
_SIGNS, _NEAR = 10, 4
_RUN = re.compile(f"[{UNSPACED}A-Za-z0-9 ]*")
_MEASURE = re.compile("^[一1]?[个個份杯只隻件支包張张条條盒瓶款把对對]")
_AMOUNT = re.compile(r"\s?\d[\d.,]*(?!\d)\s?(?![个個份杯只隻件支包張张条條盒瓶款把对對])")
_MARK = re.compile(r"[,;:.!?()\n–—+]|\s-\s")
_THAI = re.compile("[\u0e00-\u0e7f]")
_PAIR, _SYLLABLES = 2, 4  # so many signs of Chinese, of Thai, are as good as a word


class Told(NamedTuple):
    """One thing told to be free: what names it, as words and as written, and its place.

    Of a script that sets no words apart, every few signs that stand side by side serve as words.
    """

    item: tuple[str, ...]
    said: str
    start: int
    end: int
    sentence: int


def told_free(page: Page) -> Iterator[Told]:
    """Every thing that a text in another language than English tells to be free."""
    taken = 0
    for hit in sorted(book_hits(page, "free"), key=lambda h: (h.start, -h.end, h.name)):
        if hit.start < taken:
            continue
        if _is_amount(page, hit):
            continue
        told = _unspaced(page, hit) if is_unspaced(page.low[hit.end - 1]) else _spaced(page, hit)
        if told:
            taken = told.end
            yield told


def _is_amount(page: Page, hit: Hit) -> bool:
    """Whether it is money, points or a percentage that is given: "te regalamos $50"."""
    beside = (
        a for a in find_amounts(page) if 0 <= a.start - hit.end <= _NEAR or 0 <= hit.start - a.end <= _NEAR
    )
    return any(read_percent(page, a) or read_money(page, a) or read_points(page, a) for a in beside)


def grams_of(said: str) -> tuple[str, ...]:
    """What serves as the words of a text in Thai or Chinese."""
    bare = re.sub(r"\s", "", said)
    size = _SYLLABLES if _THAI.search(bare) else _PAIR
    return tuple(bare[i : i + size] for i in range(len(bare) - size + 1))


def _spaced(page: Page, hit: Hit) -> Told | None:
    known = _known(page.tongues)
    words = page.words
    place = next(i for i, w in enumerate(words) if w.start >= hit.start)
    last = next(i for i in range(len(words) - 1, -1, -1) if words[i].end <= hit.end)
    before = words[place - 1].text if place and words[place - 1].sentence == hit.sentence else ""
    if before in known["not_after"]:
        return None
    item = _run(page, words[last + 1 :], hit, known) if _stands(page, hit, "ahead") else []
    if not item and _stands(page, hit, "behind"):
        item = _run(page, words[:place][::-1], hit, known)[::-1]
    start, end = min([hit.start, *(w.start for w in item)]), max([hit.end, *(w.end for w in item)])
    return Told(tuple(w.text for w in item), page.low[start:end], start, end, hit.sentence)


def _stands(page: Page, hit: Hit, side: str) -> bool:
    """Whether the words of a hit stand on this side of their thing."""
    return any(h.name == side and (h.start, h.end) == (hit.start, hit.end) for h in book_hits(page, "free"))


def _run(page: Page, words: Sequence[Word], hit: Hit, known: dict[str, Any]) -> list[Word]:
    """The naming words from a hit on, either way, up to the next small one or a mark."""
    run: list[Word] = []
    first, last = hit.start, hit.end
    for word in words:
        between = page.low[last : word.start] if word.start >= last else page.low[word.end : first]
        ends = word.sentence != hit.sentence or word.text in known["ends"] or _MARK.search(between)
        if ends or len(run) == _ITEM_WORDS:
            break
        first, last = min(first, word.start), max(last, word.end)
        if word.text not in known["empty"] and not word.counts:
            run.append(word)
    return run


def _unspaced(page: Page, hit: Hit) -> Told | None:
    known = _known(page.tongues)
    if page.low.startswith(tuple(known["not_before"]), hit.end) or _AMOUNT.match(page.low, hit.end):
        return None
    match = _RUN.match(page.low, hit.end, hit.end + _SIGNS) if _stands(page, hit, "ahead") else None
    said = known["cut"].split(match[0], maxsplit=1)[0] if match else ""
    start, end = hit.start, hit.end + len(said.rstrip())
    if not said.strip() and _stands(page, hit, "behind"):
        first = max(page.sentences[hit.sentence][0], hit.start - _SIGNS)
        run = re.search(f"[{UNSPACED}]*$", page.low[first : hit.start])
        said = known["cut"].split(run[0])[-1] if run else ""
        start = hit.start - len(said)
    named = _MEASURE.sub("", said.strip())
    return Told((*grams_of(named), named) if named else (), said, start, end, hit.sentence)


@cache
def _known(tongues: frozenset[str]) -> dict[str, Any]:
    free, small = load_in("offer_words", tongues)["free"], load_in("reading", tongues)["small"]
    unspaced = [w for w in (*small["ends"], *small["empty"]) if is_unspaced(w[-1])]
    return {
        "not_after": frozenset(free["not_after"]),
        "not_before": [w for w in free["not_before"] if is_unspaced(w[-1])],
        "ends": frozenset(small["ends"]),
        "empty": frozenset(small["empty"]),
        "cut": re.compile(either(unspaced) or "(?!)"),
    }

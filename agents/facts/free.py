"""Things told to be free: what they are, and whether that is shipping, a service or a gift."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from agents.facts.gifts_told import Told, told_free
from agents.facts.lexicon import book_hits
from agents.facts.page import Page, Word
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load, load_in
from agents.types import Value

_ITEM_WORDS = 5
_QUOTED = 3
_MARK = re.compile(r"[,;:.!?()\n–—]|\s-\s")
_IS = re.compile(r"(?:\b(?:is|are|be|comes|come|its|theyre)|'s|'re)\s$")


Kind = Literal["free_shipping", "gift", "service"]
# By whether words of shipping, and words of a service, name it.
_KIND: dict[tuple[bool, bool], Kind] = {
    (True, True): "free_shipping",
    (True, False): "free_shipping",
    (False, True): "service",
    (False, False): "gift",
}


class FreeThing(Value):
    """Something free: its kind, the words that name it (lower case), and its place in the folded text."""

    kind: Kind
    item: tuple[str, ...]
    start: int
    end: int
    sentence: int


def read_free_things(page: Page) -> tuple[FreeThing, ...]:
    """Everything free in `page`: told shipping phrases first, then "free …" and "… free"."""
    found = [
        FreeThing(kind="free_shipping", item=(), start=h.start, end=h.end, sentence=h.sentence)
        for h in book_hits(page, "offers")
        if h.name == "free_shipping"
    ]
    if not page.vocabulary.isdisjoint(load("offer_words")["free"]["words"]):
        _take(found, _told_free(page))
    if page.tongues:
        _take(found, (_of_told(page, told) for told in told_free(page)))
    return tuple(found)


def _take(found: list[FreeThing], more: Iterable[FreeThing]) -> None:
    for thing in list(more):
        if not any(f.start <= thing.start < f.end or f.start < thing.end <= f.end for f in found):
            found.append(thing)


def _of_told(page: Page, told: Told) -> FreeThing:
    known = load_in("offer_words", page.tongues)["free"]
    shared = {kind: _names(told, known[kind]) for kind in ("shipping", "services")}
    kind = _KIND[shared["shipping"], shared["services"]]
    return FreeThing(kind=kind, item=told.item, start=told.start, end=told.end, sentence=told.sentence)


def _names(told: Told, words: Iterable[str]) -> bool:
    """Whether a thing is named by one of these words, or, without words, has one of these signs in it."""
    return any(w in told.said if is_unspaced(w[-1]) else w in told.item for w in words)


def _told_free(page: Page) -> Iterator[FreeThing]:
    known, words = load("offer_words")["free"], page.words
    for place, word in enumerate(words):
        if word.text not in known["words"] or _is_idiom(page, place, known):
            continue
        after = _item(page, words[place + 1 :], word)
        item = after or _item_before(page, place)
        named = {w.text for w in item}
        kind = _KIND[not named.isdisjoint(known["shipping"]), not named.isdisjoint(known["services"])]
        first = word if after or not item else item[-_QUOTED:][0]
        yield FreeThing(
            kind=kind,
            item=tuple(w.text for w in item),
            start=first.start,
            end=(after[-1] if after else word).end,
            sentence=word.sentence,
        )


def _is_idiom(page: Page, place: int, known: dict[str, list[str]]) -> bool:
    words = page.words
    before = words[place - 1].text if place and words[place - 1].sentence == words[place].sentence else ""
    after = words[place + 1] if place + 1 < len(words) else None
    same = after is not None and after.sentence == words[place].sentence
    return before in known["not_after"] or (same and after is not None and after.text in known["not_before"])


def _item(page: Page, words: Sequence[Word], free: Word) -> list[Word]:
    """The words that name a thing right behind "free": up to the next small word or mark."""
    item: list[Word] = []
    last = free
    for word in words[:_ITEM_WORDS]:
        between = page.low[last.end : word.start]
        if word.sentence != free.sentence or word.text in load("reading")["small"]["ends"]:
            break
        if _MARK.search(between) and (item or _IS.search(page.low, 0, free.start)):
            break
        item.append(word)
        last = word
    return _meaningful(item) and item


def _item_before(page: Page, place: int) -> list[Word]:
    """The words before a "free" that ends its phrase ("an Overnight Rice Mask sachet comes along free")."""
    words, free = page.words, page.words[place]
    same = [w for w in words[max(0, place - 8) : place] if w.sentence == free.sentence]
    mark = max((m.end() for m in _MARK.finditer(page.low, same[0].end, free.start)), default=0) if same else 0
    return _meaningful([w for w in same if w.start >= mark]) or _meaningful(same)


def _meaningful(words: list[Word]) -> list[Word]:
    return [w for w in words if w.text not in load("reading")["small"]["empty"]]

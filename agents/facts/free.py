"""Things told to be free: what they are, and whether that is shipping, a service or a gift."""

from collections.abc import Iterator, Sequence
from typing import Literal

from agents.facts.lexicon import book_hits
from agents.facts.page import Page, Word
from agents.lexicons import load
from agents.types import Value

_ITEM_WORDS = 5
_QUOTED = 3


class FreeThing(Value):
    """Something free: its kind, the words that name it (lower case), and its place in the folded text."""

    kind: Literal["free_shipping", "gift", "service"]
    item: tuple[str, ...]
    start: int
    end: int
    sentence: int


def read_free_things(page: Page) -> tuple[FreeThing, ...]:
    """Everything free in `page`: told shipping phrases first, then "free …" and "… free"."""
    shipping = tuple(
        FreeThing(kind="free_shipping", item=(), start=h.start, end=h.end, sentence=h.sentence)
        for h in book_hits(page, "offers")
        if h.name == "free_shipping"
    )
    if page.vocabulary.isdisjoint(load("offer_words")["free"]["words"]):
        return shipping
    others = (
        f
        for f in _told_free(page)
        if not any(s.start <= f.start < s.end or s.start < f.end <= s.end for s in shipping)
    )
    return (*shipping, *others)


def _told_free(page: Page) -> Iterator[FreeThing]:
    known, words = load("offer_words")["free"], page.words
    for place, word in enumerate(words):
        if word.text not in known["words"] or _is_idiom(page, place, known):
            continue
        after = _item(words[place + 1 :], word.sentence)
        item = after or _item_before(words, place)
        named = {w.text for w in item}
        kind: Literal["free_shipping", "gift", "service"] = "gift"
        if not named.isdisjoint(known["shipping"]):
            kind = "free_shipping"
        elif not named.isdisjoint(known["services"]):
            kind = "service"
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


def _item(words: Sequence[Word], sentence: int) -> list[Word]:
    """The words that name a thing right behind "free": up to the next small word."""
    item: list[Word] = []
    for word in words[:_ITEM_WORDS]:
        if word.sentence != sentence or word.text in load("reading")["small"]["ends"]:
            break
        item.append(word)
    return _meaningful(item) and item


def _item_before(words: Sequence[Word], place: int) -> list[Word]:
    """The words before a "free" that ends its phrase ("an Overnight Rice Mask sachet comes along free")."""
    same = [w for w in words[max(0, place - 8) : place] if w.sentence == words[place].sentence]
    return _meaningful(same)


def _meaningful(words: list[Word]) -> list[Word]:
    return [w for w in words if w.text not in load("reading")["small"]["empty"]]

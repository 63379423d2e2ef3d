"""On what terms a text offers something: minimum spends, "no minimum", "off everything"."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.pledges import Pledge, roles_on
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load_in
from agents.types import Value

_CLOSE = 4


class Term(Value):
    """One term as a text tells it: a `minimum` (value "SGD:35"), `no_minimum`, or for `everything`."""

    kind: Literal["minimum", "no_minimum", "everything"]
    value: str = ""
    start: int
    end: int
    sentence: int


@lru_cache(maxsize=256)
def read_terms(page: Page, today: date | None, pledges: tuple[Pledge, ...]) -> tuple[Term, ...]:
    """Every term of `page`; "everything" counts only right beside one of its promises."""
    found = [
        Term(
            kind="minimum",
            value=fact.key.partition(":")[2],
            start=fact.start,
            end=fact.end,
            sentence=page.sentence_at(fact.start),
        )
        for fact, role in roles_on(page, today).items()
        if role == "minimum"
    ]
    for hit in book_hits(page, "terms"):
        if hit.name == "no_minimum":
            found.append(_term("no_minimum", hit))
        elif not _is_limited(page, hit) and any(_beside(page, hit, p) for p in pledges):
            found.append(_term("everything", hit))
    return tuple(sorted(found, key=lambda t: t.start))


def pledge_of(place: Term | Hit, pledges: Sequence[Pledge]) -> Pledge | None:
    """The promise that a term belongs to: the nearest of its sentence, else the nearest of all."""
    same = [p for p in pledges if p.sentence == place.sentence]
    return min(same or pledges, key=lambda p: _distance(place, p), default=None)


def _distance(place: Term | Hit, pledge: Pledge) -> int:
    return max(pledge.start - place.end, place.start - pledge.end, 0)


def _term(kind: Literal["no_minimum", "everything"], hit: Hit) -> Term:
    return Term(kind=kind, start=hit.start, end=hit.end, sentence=hit.sentence)


def _is_limited(page: Page, hit: Hit) -> bool:
    """Whether it is limited after all: "any order over RM70" is not any order."""
    after = next((w for w in page.words if w.start >= hit.end), None)
    limits = load_in("offer_words", page.tongues)["everything"]["limited"]
    if is_unspaced(page.low[hit.end - 1]):
        return page.low.startswith(tuple(limits), hit.end)
    return after is not None and after.sentence == hit.sentence and after.text in limits


def _beside(page: Page, hit: Hit, pledge: Pledge) -> bool:
    """Whether only small words stand between the two, in either order."""
    if pledge.sentence != hit.sentence:
        return False
    first, last = (pledge.end, hit.start) if pledge.end <= hit.start else (hit.end, pledge.start)
    if is_unspaced(page.low[hit.end - 1]):
        return last - first <= _CLOSE
    between = [w.text for w in page.words if first <= w.start and w.end <= last]
    return len(between) <= _CLOSE and set(between) <= set(load_in("reading", page.tongues)["small"]["links"])

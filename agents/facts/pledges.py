"""What a text promises: so much off, free shipping, a gift, points, one free for one bought."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from agents.facts.free import FreeThing, read_free_things
from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.read import facts_on
from agents.facts.roles import Role, role_of
from agents.facts.types import Fact
from agents.lexicons import load, load_in
from agents.types import Value, VoucherType

_LOOK = 22


class Pledge(Value):
    """One promise: an offer as a text tells it.

    `value` is its normal form ("10", "SGD:5", "500", "1+1"; empty for shipping and gifts), `item` the
    words that name a gift, `own` whether it is told as the shop's own price statement (clearance,
    a price that was and is). `start` and `end` are places in the folded text.
    """

    kind: VoucherType
    value: str = ""
    item: tuple[str, ...] = ()
    own: bool = False
    start: int
    end: int
    sentence: int

    @property
    def key(self) -> str:
        """Kind and value for comparison."""
        return f"{self.kind}:{self.value}"


@lru_cache(maxsize=256)
def read_pledges(page: Page, today: date | None) -> tuple[Pledge, ...]:
    """Every promise of `page`, in order."""
    facts = facts_on(page, today)
    found = [p for f in facts if (p := _of_fact(page, f))]
    found += _free_pledges(page, facts)
    return tuple(sorted(found, key=lambda p: p.start))


@lru_cache(maxsize=256)
def roles_on(page: Page, today: date | None) -> dict[Fact, Role]:
    """The role of every percentage and amount of money of `page`."""
    return {f: role_of(page, f) for f in facts_on(page, today) if f.kind in {"money", "percent"}}


def _of_fact(page: Page, fact: Fact) -> Pledge | None:
    kind, value = _kind_of(page, fact)
    if kind is None:
        return None
    sentence = page.sentence_at(fact.start)
    own = kind in {"percentage", "fixed"} and sentence in _own_sentences(page)
    return Pledge(kind=kind, value=value, own=own, start=fact.start, end=fact.end, sentence=sentence)


def _kind_of(page: Page, fact: Fact) -> tuple[VoucherType | None, str]:
    value = fact.key.partition(":")[2]
    if fact.kind == "multibuy":
        return (None, "") if "=" in value else ("bogo", value)
    if fact.kind == "points":
        return (None, "") if _is_balance(page, fact) else ("points", value)
    if fact.kind in {"percent", "money"} and role_of(page, fact) == "off":
        if fact.kind == "percent":
            return (None, "") if _is_cashback(page, fact) else ("percentage", value)
        return "fixed", f"upto-{value}" if _is_limit(page, fact) else value
    return None, ""


def _is_limit(page: Page, fact: Fact) -> bool:
    """Whether an amount is the most that is taken off: "up to RM5"."""
    words = load_in("reading", page.tongues)["percent"]["up_to"] if page.tongues else ["up to"]
    return page.low[max(0, fact.start - _LOOK) : fact.start].rstrip().endswith(tuple(words))


def _is_balance(page: Page, fact: Fact) -> bool:
    """Points a customer has already, or what points are worth: nothing new is promised."""
    words = load_in("reading", page.tongues)["points"]["balance"]
    before = page.low[max(0, fact.start - _LOOK) : fact.start].rstrip()
    after = page.low[fact.end : fact.end + _LOOK].lstrip()
    return before.endswith(tuple(words["before"])) or after.startswith(tuple(words["behind"]))


def _is_cashback(page: Page, fact: Fact) -> bool:
    words = load_in("reading", page.tongues)["percent"]["given_back"]
    return page.low[fact.end : fact.end + _LOOK].lstrip().startswith(tuple(words))


def _free_pledges(page: Page, facts: tuple[Fact, ...]) -> Iterator[Pledge]:
    """Free shipping and gifts; "get one free" belongs to its multibuy."""
    told = [f for f in facts if f.kind in {"multibuy", "link", "code"}]
    for thing in read_free_things(page):
        if thing.kind != "service" and not any(f.start <= thing.start < f.end for f in told):
            yield _free(thing, "free_shipping" if thing.kind == "free_shipping" else "gift")
    # A gift tied to an order; one only hinted at ("a gift for you") promises nothing to compare.
    shipping = set(load("offer_words")["free"]["shipping"])
    for hit in book_hits(page, "gifts"):
        ships = any(w.text in shipping for w in page.words if w.sentence == hit.sentence)
        kind: VoucherType = "free_shipping" if ships else "gift"
        yield Pledge(kind=kind, start=hit.start, end=hit.end, sentence=hit.sentence)


def _free(thing: FreeThing, kind: VoucherType) -> Pledge:
    return Pledge(kind=kind, item=thing.item, start=thing.start, end=thing.end, sentence=thing.sentence)


@lru_cache(maxsize=256)
def _own_sentences(page: Page) -> frozenset[int]:
    """The sentences that tell the shop's own prices."""
    return frozenset(h.sentence for h in book_hits(page, "own"))

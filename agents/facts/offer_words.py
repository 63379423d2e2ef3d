"""Words that promise something without saying how much: "deal", "voucher", "free gift", "diskaun"."""

from functools import cache, lru_cache

from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.lexicons import load
from agents.types import VoucherType


@lru_cache(maxsize=256)
def offer_hits(page: Page) -> tuple[Hit, ...]:
    """Every offer word of `page` under the name of its group; idioms ("for sale") are left out."""
    hits = [_meant(page, h) for h in book_hits(page, "offers")]
    idioms = [h for h in hits if h.name == "not"]
    return tuple(
        h for h in hits if h.name != "not" and not any(i.start <= h.start and h.end <= i.end for i in idioms)
    )


def _meant(page: Page, hit: Hit) -> Hit:
    """A hit under the group it belongs to: "shipping is on us" gives no gift."""
    treats = hit.name == "gift" and page.low.endswith(("on us", "on the house", "our treat"), 0, hit.end)
    shipping = set(load("offer_words")["free"]["shipping"])
    ships = treats and any(w.text in shipping for w in page.words if w.sentence == hit.sentence)
    return hit._replace(name="free_shipping") if ships else hit


@cache
def types_of(group: str) -> frozenset[VoucherType]:
    """The kinds of voucher that justify the words of a group."""
    return frozenset(load("offer_words")["words"][group]["types"])

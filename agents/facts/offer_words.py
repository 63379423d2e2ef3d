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
    hits = book_hits(page, "offers")
    idioms = [h for h in hits if h.name == "not"]
    return tuple(
        h for h in hits if h.name != "not" and not any(i.start <= h.start and h.end <= i.end for i in idioms)
    )


@cache
def types_of(group: str) -> frozenset[VoucherType]:
    """The kinds of voucher that justify the words of a group."""
    return frozenset(load("offer_words")["words"][group]["types"])

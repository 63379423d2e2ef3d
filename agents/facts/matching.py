"""Whether a promise is the voucher's, or a standing service of the shop."""

from collections.abc import Sequence

from agents.facts.page import Page
from agents.facts.pledges import Pledge
from agents.facts.terms import Term
from agents.facts.things import things_in
from agents.facts.titles import gift_item
from agents.lexicons import load_in
from agents.types import Voucher

_STEM = 4
UNNAMED = frozenset(
    {
        "gift",
        "gifts",
        "present",
        "presents",
        "surprise",
        "treat",
        "goodie",
        "goodies",
        "something",
        "item",
        "one",
    }
)
"""Words for a gift that say nothing of what it is."""


def is_same_offer(pledge: Pledge, voucher: Voucher, value: str | None) -> bool:
    """Whether `pledge` is what `voucher` gives; `value` is its value in that form, if known."""
    if pledge.kind != voucher.type:
        return False
    if pledge.kind == "free_shipping":
        return True
    if pledge.kind == "gift":
        return _is_same_gift(pledge, voucher)
    return value is None or value in {pledge.value, pledge.value.removeprefix("upto-")}


def is_standing(page: Page, pledge: Pledge, terms: Sequence[Term], minimum: str | None) -> bool:
    """Whether free shipping or a gift is told as something the shop always gives, on terms of its own."""
    own_minimum = any(
        t.kind == "minimum" and t.value != minimum and t.sentence == pledge.sentence for t in terms
    )
    words = [w.text for w in page.words if w.sentence == pledge.sentence]
    said = " ".join(words)
    return own_minimum or any(
        f" {s} " in f" {said} " for s in load_in("offer_words", page.tongues)["own"]["standing"]
    )


def _is_same_gift(pledge: Pledge, voucher: Voucher) -> bool:
    """Named gifts are the same when they share a word; one that isn't named can be any."""
    given = gift_item(voucher)
    told = {w[:_STEM] for w in pledge.item} - {w[:_STEM] for w in UNNAMED}
    if given is None or not told:
        return True
    same = not told.isdisjoint(w[:_STEM] for w in given.lower().split())
    return same or bool(things_in(" ".join(pledge.item)) & things_in(given.lower()))

"""Offers to pay later or in parts: "Repay later", "pay in 3", "interest-free"; they stay as they are told."""

from collections.abc import Iterator

from agents.facts.lexicon import book_hits, meant_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.types import Fact

_OF = " of"


def credit_hits(page: Page) -> tuple[Hit, ...]:
    """Every phrase of `page` that lets people pay later or in parts, the longest where they overlap."""
    if not any(h.name == "credit" for h in book_hits(page, "claims")):
        return ()
    hits = [h for h in meant_hits(page, "claims") if h.name == "credit"]
    return tuple(
        h for h in hits if not any(o is not h and o.start <= h.start and h.end <= o.end for o in hits)
    )


def read_payments(page: Page) -> Iterator[Fact]:
    """The same as facts."""
    for hit in credit_hits(page):
        end = hit.end - len(_OF) * page.low.endswith(_OF, hit.start, hit.end)  # of what stands behind
        words = " ".join(w.text for w in page.words if hit.start <= w.start < end)
        said = page.quote(hit.start, end)
        yield Fact(kind="payment", text=said, key=f"payment:{words}", start=hit.start, end=end)

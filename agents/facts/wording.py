"""Words that promise, hurry or claim, as they stand in a text."""

from collections.abc import Iterable
from typing import NamedTuple

from agents.facts.claims import claim_hits
from agents.facts.offer_words import offer_hits
from agents.facts.page import Page, open_page
from agents.facts.phrases import Hit
from agents.facts.urgency import urgent_hits


class Word(NamedTuple):
    """A phrase of a lexicon where it stands. `kind` is its entry there ("discount", "low_stock", …)."""

    kind: str
    text: str
    start: int


def offer_words(text: str) -> list[Word]:
    """Words that promise something: "discount", "voucher", "free shipping"."""
    page = open_page(text)
    return _words(page, offer_hits(page))


def urgency_words(text: str) -> list[Word]:
    """Words that hurry people."""
    page = open_page(text)
    return _words(page, urgent_hits(page))


def claim_words(text: str) -> list[Word]:
    """Claims of fact about product or shop."""
    page = open_page(text)
    return _words(page, claim_hits(page))


def _words(page: Page, hits: Iterable[Hit]) -> list[Word]:
    return [Word(h.name, page.quote(h.start, h.end), page.folded.span(h.start, h.end)[0]) for h in hits]

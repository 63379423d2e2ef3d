"""Every phrase of our lexicons found in one pass over a text.

The lists of `offer_words`, `urgency`, `claims` and `dates` are looked for together, because going
through the words is what costs; who asks for one book gets its hits.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from agents.facts.page import Page
from agents.facts.phrases import Hit, Phrasebook
from agents.lexicons import load

Book = Literal[
    "offers", "terms", "own", "half", "gifts", "urgency", "claims", "backings", "days", "times", "limits"
]


def book_hits(page: Page, book: Book) -> tuple[Hit, ...]:
    """The phrases of one book in `page`, in order, under the names of their entries."""
    return _by_book(page).get(book, ())


@lru_cache(maxsize=256)
def _by_book(page: Page) -> dict[str, tuple[Hit, ...]]:
    found: dict[str, list[Hit]] = {}
    for hit in _everything().find(page):
        book, _, name = hit.name.partition("/")
        found.setdefault(book, []).append(Hit(name, hit.start, hit.end, hit.sentence))
    return {book: tuple(hits) for book, hits in found.items()}


@cache
def _everything() -> Phrasebook:
    return Phrasebook((f"{book}/{name}", phrases) for book, name, phrases in _entries())


def _entries() -> Iterator[tuple[Book, str, list[str]]]:
    words = load("offer_words")
    for group, entry in words["words"].items():
        yield "offers", group, entry["phrases"]
        yield "offers", "not", entry.get("not", [])
    for name in ("no_minimum", "everything"):
        yield "terms", name, words[name]["phrases"]
    yield "own", "own", words["own"]["phrases"]
    yield "half", "50", words["half_price"]["phrases"]
    for percent, phrases in words["half_price"]["parts"].items():
        yield "half", percent, phrases
    yield "gifts", "gift", words["gift_with_order"]["phrases"]
    for name, phrases in words["title"]["limits"].items():
        yield "limits", name, phrases
    for name, entry in load("urgency").items():
        yield "urgency", name, entry["phrases"]
    for name, entry in load("claims").items():
        yield "claims", name, entry["phrases"]
        yield "claims", "not", entry.get("not", [])
        yield "backings", name, entry.get("backed", [])
    yield from _day_entries()


def _day_entries() -> Iterator[tuple[Book, str, list[str]]]:
    words = load("dates")
    for name, phrases in words["relative"].items():
        yield "days", name, phrases
    for name, phrases in words["weekdays"].items():
        yield "days", f"weekday:{name}", phrases
    for number, names in words["months"].items():
        latin = "|".join(n for n in names if n.isalpha() and "a" <= n[0] <= "z")
        before = "in|by|until|till|through|thru|this|of|next|before|early|late"
        yield "days", f"month:{number}", [f"{before} {latin}"]
    for day, names in words["holidays"].items():
        yield "days", f"holiday:{day}", [f"until|till|til|through|thru|by|before|to {name}" for name in names]
    yield "days", "today", words["today"]["phrases"]
    yield "days", "name", words["common"]["names"]
    yield "times", "12:00", words["times"]["noon"]
    yield "times", "00:00", words["times"]["midnight"]

"""Every phrase of our lexicons found in one pass over a text.

The lists of `offer_words`, `urgency`, `claims` and `dates` are looked for together, because going
through the words is what costs; who asks for one book gets its hits. A text in another language is
gone through once more, for that language's lists.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal

from agents.facts.denials import is_denied
from agents.facts.page import Page
from agents.facts.phrases import Hit, Phrasebook
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load

Book = Literal[
    "offers",
    "terms",
    "own",
    "half",
    "gifts",
    "urgency",
    "claims",
    "backings",
    "days",
    "times",
    "limits",
    "free",
]
_BOOKS = ("offer_words", "urgency", "claims", "dates")


def book_hits(page: Page, book: Book) -> tuple[Hit, ...]:
    """The phrases of one book in `page`, in order, under the names of their entries."""
    return _by_book(page).get(book, ())


def meant_hits(page: Page, book: Book) -> tuple[Hit, ...]:
    """The same without those in idioms (the phrases of the book under the name "not") and the idioms."""
    hits = book_hits(page, book)
    idioms = [h for h in hits if h.name == "not"]
    return tuple(
        h for h in hits if h.name != "not" and not any(i.start <= h.start and h.end <= i.end for i in idioms)
    )


@lru_cache(maxsize=256)
def _by_book(page: Page) -> dict[str, tuple[Hit, ...]]:
    hits = _english().find(page)
    if page.tongues:
        others = {h for code in page.tongues for h in _of_tongue(code).find(page) if not is_denied(page, h)}
        hits = tuple(sorted({*hits, *others}, key=lambda h: (h.start, h.end, h.name)))
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        book, _, name = hit.name.partition("/")
        found.setdefault(book, []).append(Hit(name, hit.start, hit.end, hit.sentence))
    return {book: tuple(hits) for book, hits in found.items()}


@cache
def _english() -> Phrasebook:
    return _book({name: load(name) for name in _BOOKS})


@cache
def _of_tongue(code: str) -> Phrasebook:
    lexicons = load(f"ledger/{code}")
    return _book(lexicons, tuple(lexicons["reading"].get("endings", ())))


def _book(lexicons: dict[str, Any], endings: tuple[str, ...] = ()) -> Phrasebook:
    offers, dates = lexicons.get("offer_words", {}), lexicons.get("dates", {})
    entries = [*_offer_entries(offers), *_day_entries(dates)]
    for book in ("urgency", "claims"):
        for name, entry in lexicons.get(book, {}).items():
            entries.append((book, name, entry.get("phrases", [])))
            entries.append((book, "not", entry.get("not", [])))
            entries.append(("backings", name, entry.get("backed", [])))
    return Phrasebook(((f"{book}/{name}", phrases) for book, name, phrases in entries), endings)


def _offer_entries(words: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for group, entry in words.get("words", {}).items():
        yield "offers", group, entry.get("phrases", [])
        yield "offers", "not", entry.get("not", [])
    for name in ("no_minimum", "everything"):
        yield "terms", name, _phrases(words, name)
    yield "own", "own", _phrases(words, "own")
    yield "half", "50", _phrases(words, "half_price")
    for percent, phrases in words.get("half_price", {}).get("parts", {}).items():
        yield "half", percent, phrases
    yield "gifts", "gift", _phrases(words, "gift_with_order")
    for name, phrases in words.get("title", {}).get("limits", {}).items():
        yield "limits", name, phrases
    for side in ("ahead", "behind"):
        yield "free", side, words.get("free", {}).get(side, [])


def _day_entries(words: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for name, phrases in words.get("relative", {}).items():
        yield "days", name, phrases
    for name, phrases in words.get("weekdays", {}).items():
        yield "days", f"weekday:{name}", phrases
    before = "|".join(words.get("months_after", ()))
    for number, names in words.get("months", {}).items() if before else ():
        latin = [n for n in names if not is_unspaced(n[0]) and "." not in n]
        yield "days", f"month:{number}", [f"{before} {name}" for name in latin]
    before = "|".join(words.get("holidays_after", ()))
    for day, names in words.get("holidays", {}).items():
        phrases = [f"({before}){n}" if is_unspaced(n[0]) else f"{before} {n}" for n in names]
        yield "days", f"holiday:{day}", phrases
    yield "days", "today", _phrases(words, "today")
    yield "days", "name", words.get("common", {}).get("names", [])
    yield "times", "12:00", words.get("times", {}).get("noon", [])
    yield "times", "not", words.get("times", {}).get("not", [])
    yield "times", "00:00", words.get("times", {}).get("midnight", [])


def _phrases(words: dict[str, Any], name: str) -> list[str]:
    phrases: list[str] = words.get(name, {}).get("phrases", [])
    return phrases

"""Every fact that a text states, each read once by the reader it belongs to."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from agents.facts.addresses import read_addresses
from agents.facts.amounts import Amount, find_amounts
from agents.facts.calendar_days import read_day
from agents.facts.codes import read_codes
from agents.facts.counts import read_count
from agents.facts.days import read_named_days, read_ordinal_days
from agents.facts.links import read_links
from agents.facts.markets import market_code
from agents.facts.money import money_fact, read_money
from agents.facts.multibuy import read_multibuys
from agents.facts.page import Page, open_page
from agents.facts.payments import read_payments
from agents.facts.percents import read_percent, read_worded_percents
from agents.facts.phones import read_phones
from agents.facts.points import read_point_multiples, read_points
from agents.facts.references import read_keys, read_references
from agents.facts.times import read_named_times, read_time
from agents.facts.types import Fact

_EXACTLY = (
    read_links,
    read_addresses,
    read_references,
    read_codes,
    read_keys,
    read_phones,
    read_multibuys,
    read_payments,
)


def read_facts(text: str, *, market: str | None = None, today: date | None = None) -> tuple[Fact, ...]:
    """The facts of `text` in order, never overlapping; what stands inside placeholders is none.

    `market` (two-letter code) decides what "$" and 5/12 mean; with `today` "tonight" and "5 Dec" get
    their year.
    """
    page = open_page(text, market_code(market))
    facts = facts_on(page, today)
    if page.folded.places is None:
        return facts
    return tuple(_in_original(page, fact) for fact in facts)


@lru_cache(maxsize=256)
def facts_on(page: Page, today: date | None) -> tuple[Fact, ...]:
    """The facts of an opened page, with their places in its folded text."""
    found: list[Fact] = []
    for reader in _EXACTLY:
        _take(found, reader(page))
    _take(found, read_worded_percents(page))
    _take(found, read_point_multiples(page))
    _take(found, read_ordinal_days(page, today))
    if page.tongues:  # "thứ 2" is a day, whose number is none of its own
        _take(found, (f for f in read_named_days(page, today) if any(c.isdigit() for c in f.text)))
    for amount in sorted(find_amounts(page), key=lambda a: (a.start, -a.end)):
        if not _is_taken(found, amount.start, amount.end):
            _take(found, _read_amount(page, amount, today))
    _take(found, read_named_days(page, today))
    _take(found, read_named_times(page))
    return tuple(sorted(found, key=lambda f: f.start))


def _read_amount(page: Page, amount: Amount, today: date | None) -> Iterator[Fact]:
    """What a number says: the first reader that knows it has it."""
    if percent := read_percent(page, amount):
        yield percent
    elif money := read_money(page, amount):
        yield money_fact(page, money)
    elif day := read_day(page, amount, today):
        yield day
    elif times := () if amount.worded else read_time(page, amount):
        yield from times
    elif points := read_points(page, amount):
        yield points
    elif count := read_count(page, amount):
        yield count


def _take(found: list[Fact], facts: Iterator[Fact]) -> None:
    for fact in facts:
        if not _is_taken(found, fact.start, fact.end):
            found.append(fact)


def _is_taken(found: list[Fact], start: int, end: int) -> bool:
    return any(f.start < end and start < f.end for f in found)


def _in_original(page: Page, fact: Fact) -> Fact:
    start, end = page.folded.span(fact.start, fact.end)
    return fact.model_copy(update={"start": start, "end": end})

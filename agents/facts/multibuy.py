"""Offers on several pieces: "buy 1 get 1", "B1G1", "3 for 2", "2 for $5", "second one half price".

The key counts what is paid and what comes on top: "multibuy:1+1"; "multibuy:1+1@50" when the second
is half price; "multibuy:2=USD:5" for a price of several.
"""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.amounts import find_amounts
from agents.facts.money import read_money
from agents.facts.numerals import plain
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.lexicons import ENGLISH_ALONE, load_in

_N = r"(\d{1,2}|one|two|three|four|five|six)"
_BUY_GET = re.compile(
    rf"\bbuy\s+(?:any\s+)?{_N}\b(?:\s[\w'-]+){{0,6}}?[,;:]?\s*(?:and\s|&\s?|\+\s?|to\s)?"
    rf"(?:get|take|receive|grab|enjoy)\s+(?:the\s|your\s)?(\d{{1,2}}|one|two|three|another)\b(?!\s?%)"
)
_HOW = re.compile(r"(?:\s[\w'-]+){0,4}?\s(?:at\s)?(?:(free)|(half)[ -](?:price|off)|(\d{1,2})\s?% off)")
_SHORT = re.compile(r"\b(?:b(\d)(?:g|t)(\d)|bogof?|(bogoho))\b")
_FOR = re.compile(
    rf"\b{_N}(?:\s|-)for(?:\s|-)(?:the price of )?{_N}\b"
    r"(?!\s?(?:%|days?|weeks?|months?|hours?|people|pax|k\b|,\d))"
)
_FOR_MONEY = re.compile(rf"\b{_N}\s(?:[\w'-]+s\s)?(?:for|at)\s(?:just |only )?(?=\S{{0,4}}\d|\S{{1,4}} \d)")
_TAKE_PAY = re.compile(
    rf"\b(?:(?:buy|get|grab|take|choose|pick|order|bring|add|have|enjoy)(?:\s(?:any|home))?\s)?{_N}"
    r"(?:\s(?!for\b|or\b|you\b|we\b)[\w'-]+){0,4}?[,;:]?\s(?:and\s|&\s|but\s|you\s|just\s|only\s)*"
    rf"pay\s(?:only\s|just\s)?(?:(for)\s)?(?:only\s|just\s)?{_N}\b(?!\s?(?:%|days?|weeks?|months?|later|-|[.,]\d))"
)
_PAY_TAKE = re.compile(
    rf"\bpay\s(?:only\s|just\s)?for\s(?:only\s|just\s)?{_N}\b(?:\s[\w'-]+){{0,3}}?[,;:]?\s(?:and\s|&\s|you\s)*"
    rf"(?:get|take|receive|grab)(?:\shome)?\s{_N}\b(?!\s?%)"
)
_NEXT = re.compile(
    r"\b(second|2nd|third|3rd|fourth|4th)(?:\s(?:one|item|pair|piece|product|box|bag|pack|bottle))?"
    r"(?:\s(?:is|at|for|comes))*\s(?:(free|on us)|(half)[ -](?:price|off)|(\d{1,2})\s?% off)"
)
_PLACES = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_WIDEST_SIGN = 5  # "AED 5"


def read_multibuys(page: Page) -> Iterator[Fact]:
    """Every offer on several pieces."""
    low = page.low
    if "buy" in low or not page.vocabulary.isdisjoint(_PLACES):
        yield from _bought(page)
    for match in _SHORT.finditer(low) if "b" in low else ():
        value = f"{match[1]}+{match[2]}" if match[1] else "1+1@50" if match[3] else "1+1"
        yield _fact(page, match.start(), match.end(), value)
    if "for" in page.vocabulary or "at" in page.vocabulary:
        yield from _priced(page)
    if "pay" in page.vocabulary:
        yield from _paid_for(page)
    yield from _abroad(page)


def _bought(page: Page) -> Iterator[Fact]:
    for match in _BUY_GET.finditer(page.low):
        how = _HOW.match(page.low, match.end())
        part = _part(how[2], how[3]) if how else ""
        yield _fact(
            page,
            match.start(),
            how.end() if how else match.end(),
            f"{_count(match[1])}+{_count(match[2])}{part}",
        )
    for match in _NEXT.finditer(page.low):
        yield _fact(page, match.start(), match.end(), f"{_PLACES[match[1]]}+1{_part(match[3], match[4])}")


def _paid_for(page: Page) -> Iterator[Fact]:
    """Pieces of which not all are paid: "grab 2 beanies, pay for 1", "pay for two and take home three"."""
    found = [(m, _count(m[1]), _count(m[3])) for m in _TAKE_PAY.finditer(page.low)]
    found += [(m, _count(m[2]), _count(m[1])) for m in _PAY_TAKE.finditer(page.low)]
    for match, taken, paid in found:
        if taken > paid:
            yield _fact(page, match.start(), match.end(), f"{paid}+{taken - paid}")


def _priced(page: Page) -> Iterator[Fact]:
    for match in _FOR.finditer(page.low):
        taken, paid = _count(match[1]), _count(match[2])
        if taken > paid or taken == paid == 1:
            yield _fact(page, match.start(), match.end(), f"{paid}+{max(taken - paid, 1)}")
    for match in _FOR_MONEY.finditer(page.low):
        price = next((a for a in find_amounts(page) if a.start >= match.end()), None)
        money = read_money(page, price) if price and price.start - match.end() <= _WIDEST_SIGN else None
        if money:
            yield _fact(
                page, match.start(), money.end, f"{_count(match[1])}={money.currency}:{plain(money.value)}"
            )


def _abroad(page: Page) -> Iterator[Fact]:
    """The same in other languages; some count what comes on top, some what is taken home altogether."""
    for name, pattern in _others(page.tongues):
        for match in pattern.finditer(page.low):
            if name == "half_next":
                yield _fact(page, match.start(), match.end(), "1+1@50")
                continue
            one, two = (_count(n, page.tongues) for n in match.groups()[:2])
            paid, more = {"more": (one, two), "all": (one, two - one), "taken_first": (two, one - two)}[name]
            if more > 0:
                yield _fact(page, match.start(), match.end(), f"{paid}+{more}")


@cache
def _others(tongues: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load_in("reading", tongues)["multibuy"]
    return tuple(
        (name, re.compile(p.replace(" ", r"\s+").replace(r"\s+?", r"\s*")))
        for name in ("more", "all", "taken_first", "half_next")
        for p in words.get(name, ())
    )


def _part(half: str | None, percent: str | None) -> str:
    return "@50" if half else f"@{percent}" if percent else ""


def _count(said: str, tongues: frozenset[str] = ENGLISH_ALONE) -> int:
    return int(said) if said.isdigit() else int(load_in("reading", tongues)["multibuy"]["numbers"][said])


def _fact(page: Page, start: int, end: int, value: str) -> Fact:
    return Fact(kind="multibuy", text=page.quote(start, end), key=f"multibuy:{value}", start=start, end=end)

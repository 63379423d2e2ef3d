"""Percentages: "10 %", "ten percent", "half price", "50%-70%", "up to 50%", 八折."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.amounts import Amount
from agents.facts.lexicon import book_hits
from agents.facts.numerals import parse_number, plain
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.facts.zhe import read_zhe
from agents.lexicons import load_in

_BEFORE = re.compile(r"(?<![\d%])%\s?$")
_LOOK_BACK = 14


def read_percent(page: Page, amount: Amount) -> Fact | None:
    """The percentage that starts with `amount`, ranges and "up to" included, or None."""
    ranged = _range(page.tongues).match(page.low, amount.end)
    if ranged:
        high = plain(parse_number(ranged[1].rstrip(".,")))
        return _fact(page, amount.start, ranged.end(), f"{plain(amount.value)}-{high}")
    after = _after(page.tongues).match(page.low, amount.end)
    before = _before(page, amount)
    if not after and not before:
        return None
    start = before.start() if before else amount.start
    end = after.end() if after else amount.end
    return _limited(page, start, end, plain(amount.value))


def read_worded_percents(page: Page) -> Iterator[Fact]:
    """Percentages without a number: "half price", and the Chinese way of naming what is left to pay."""
    for hit in book_hits(page, "half"):
        yield _fact(page, hit.start, hit.end, hit.name)
    for start, end, percent in read_zhe(page.low) if "zh" in page.tongues else ():
        yield _limited(page, start, end, percent)


def _limited(page: Page, start: int, end: int, value: str) -> Fact:
    """A percentage with the "up to" before it."""
    limit = _up_to(page.tongues).search(page.low, max(0, start - _LOOK_BACK), start)
    return _fact(page, limit.start(), end, f"upto-{value}") if limit else _fact(page, start, end, value)


def _before(page: Page, amount: Amount) -> re.Match[str] | None:
    """A sign of percent before the number: "%10", 百分之十."""
    found = None if amount.worded else _BEFORE.search(page.low, max(0, amount.start - 3), amount.start)
    words = _signs_before(page.tongues) if page.tongues else None
    return found or (words.search(page.low, max(0, amount.start - 4), amount.start) if words else None)


def _fact(page: Page, start: int, end: int, value: str) -> Fact:
    return Fact(kind="percent", text=page.quote(start, end), key=f"percent:{value}", start=start, end=end)


@cache
def _after(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_sign(tongues)})(?![{LETTERS}])")


@cache
def _signs_before(tongues: frozenset[str]) -> re.Pattern[str] | None:
    words = load_in("reading", tongues)["percent"].get("before")
    return re.compile(rf"(?:{either(words)})$") if words else None


@cache
def _range(tongues: frozenset[str]) -> re.Pattern[str]:
    to, sign = either(load_in("reading", tongues)["percent"]["to"]), _sign(tongues)
    return re.compile(rf"(?:\s?(?:{sign}))?\s?(?:{to})\s?(\d[\d.,]*)\s?(?:{sign})(?![{LETTERS}])")


@cache
def _up_to(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTERS}])(?:{either(load_in('reading', tongues)['percent']['up_to'])})\s*$")


def _sign(tongues: frozenset[str]) -> str:
    return either(load_in("reading", tongues)["percent"]["signs"])

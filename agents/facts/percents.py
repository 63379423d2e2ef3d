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
from agents.lexicons import load

_BEFORE = re.compile(r"(?<![\d%])%\s?$")
_CHINESE = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_ZHE = re.compile(r"([1-9](?:\.5|[1-9])?|[一二三四五六七八九]{1,2}|[对對])折")
_LOOK_BACK = 14
_SINGLE = 10


def read_percent(page: Page, amount: Amount) -> Fact | None:
    """The percentage that starts with `amount`, ranges and "up to" included, or None."""
    ranged = _range().match(page.low, amount.end)
    if ranged:
        high = plain(parse_number(ranged[1].rstrip(".,")))
        return _fact(page, amount.start, ranged.end(), f"{plain(amount.value)}-{high}")
    after = _after().match(page.low, amount.end)
    before = _BEFORE.search(page.low, max(0, amount.start - 3), amount.start)
    if not after and not before:
        return None
    start = before.start() if before else amount.start
    end = after.end() if after else amount.end
    limit = _up_to().search(page.low, max(0, start - _LOOK_BACK), start)
    if limit:
        return _fact(page, limit.start(), end, f"upto-{plain(amount.value)}")
    return _fact(page, start, end, plain(amount.value))


def read_worded_percents(page: Page) -> Iterator[Fact]:
    """Percentages without a number: "half price", and the Chinese way of naming what is left to pay."""
    for hit in book_hits(page, "half"):
        yield _fact(page, hit.start, hit.end, hit.name)
    for match in _ZHE.finditer(page.low) if "折" in page.low else ():
        yield _fact(page, match.start(), match.end(), plain(100 - _left_to_pay(match[1])))


def _left_to_pay(said: str) -> float:
    """Percent of the price that remains: 8 and 八 are 80, 85 and 八五 are 85, 对 is 50."""
    if said in "对對":
        return 50
    digits = "".join(str(_CHINESE.get(c, c)) for c in said)
    value = float(digits)
    return value * 10 if value < _SINGLE else value


def _fact(page: Page, start: int, end: int, value: str) -> Fact:
    return Fact(kind="percent", text=page.quote(start, end), key=f"percent:{value}", start=start, end=end)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_sign()})(?![{LETTERS}])")


@cache
def _range() -> re.Pattern[str]:
    to = either(load("reading")["percent"]["to"])
    return re.compile(rf"(?:\s?(?:{_sign()}))?\s?(?:{to})\s?(\d[\d.,]*)\s?(?:{_sign()})(?![{LETTERS}])")


@cache
def _up_to() -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTERS}])(?:{either(load('reading')['percent']['up_to'])})\s*$")


def _sign() -> str:
    return either(load("reading")["percent"]["signs"])

"""Points and coins of a loyalty programme: "500 bonus points", "5.000 poin", "double points"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.amounts import Amount
from agents.facts.numerals import plain
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import ENGLISH_ALONE, load_in


def read_points(page: Page, amount: Amount) -> Fact | None:
    """The points that `amount` counts, or None."""
    match = _after(page.tongues).match(page.low, amount.end)
    if not match:
        return None
    unit = "" if match["points"] else ":coins"
    return _fact(page, amount.start, match.end(), f"{plain(amount.value)}{unit}")


def read_point_multiples(page: Page) -> Iterator[Fact]:
    """Points counted several times: "double points", "3x points"."""
    for match in _times().finditer(page.low) if "points" in page.vocabulary else ():
        times = "2" if match[1] else "3" if match[2] else match[3] or match[4]
        yield _fact(page, match.start(), match.end(), f"x{times}")
    for match in _others(page.tongues).finditer(page.low) if page.tongues else ():
        yield _fact(page, match.start(), match.end(), "x2" if match["double"] else "x3")


def _fact(page: Page, start: int, end: int, value: str) -> Fact:
    return Fact(kind="points", text=page.quote(start, end), key=f"points:{value}", start=start, end=end)


@cache
def _after(tongues: frozenset[str]) -> re.Pattern[str]:
    words = load_in("reading", tongues)["points"]
    points, coins = either(words["points"]), either(words["coins"])
    return re.compile(rf"[ -]?{_kinds(tongues)}(?:(?P<points>{points})|(?P<coins>{coins}))(?![{LETTERS}])")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(double)|(triple)|(\d+)\s?x|x\s?(\d+))\s(?:the )?{_kinds(ENGLISH_ALONE)}points\b"
    )


@cache
def _others(tongues: frozenset[str]) -> re.Pattern[str]:
    """The same in other languages, where only double and triple points are told."""
    words = load_in("reading", tongues)["points"]
    double, triple = either(words.get("double", ())) or "(?!)", either(words.get("triple", ())) or "(?!)"
    return re.compile(rf"(?<![{LETTERS}])(?:(?P<double>{double})|{triple})(?![{LETTERS}])")


def _kinds(tongues: frozenset[str]) -> str:
    return rf"(?:(?:{either(load_in('reading', tongues)['points']['kinds'])}) ){{0,2}}"

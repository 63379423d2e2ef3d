"""Days and hours that are counted down: "3 days left", "two days only", "ends in 48 hours"."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from agents.facts.page import Page
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

_LOOK = 14
_HOURS_A_DAY = 24
_MOST_DAYS = 60


def read_countdowns(page: Page, today: date) -> Iterator[tuple[Fact, int]]:
    """Each count of days or hours after which something ends, and the days it comes to, rounded up."""
    for fact in facts_on(page, today):
        kind, _, value = fact.key.partition(":")
        number, _, unit = value.partition(":")
        if kind != "number" or unit not in {"day", "hour"} or not number.isdigit():
            continue
        days = int(number) if unit == "day" else -(-int(number) // _HOURS_A_DAY)
        if 0 < days <= _MOST_DAYS and _counts_down(page, fact):
            yield fact, days


def _counts_down(page: Page, fact: Fact) -> bool:
    before = page.low[max(0, fact.start - _LOOK) : fact.start]
    behind = page.low[fact.end : fact.end + _LOOK]
    told = _before(page.tongues).search(before) and not _not_behind(page.tongues).match(behind)
    return bool(told or _behind(page.tongues).match(behind))


@cache
def _before(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTERS}\d])(?:{_either('before', tongues)})\s*$")


@cache
def _behind(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"[\s-]*(?:{_either('behind', tongues)})(?![{LETTERS}\d])")


@cache
def _not_behind(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_either('other', tongues)})(?![{LETTERS}\d])")


def _either(name: str, tongues: frozenset[str]) -> str:
    return either(load_in("dates", tongues)["countdown"][name])

"""Days and hours that are counted down: "3 days left", "two days only", "ends in 48 hours"."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from agents.facts.page import Page
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.facts.wordlists import either
from agents.lexicons import load

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
    told = _before().search(before) and not _not_behind().match(behind)
    return bool(told or _behind().match(behind))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(load('dates')['countdown']['before'])})\s*$")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[\s-]*(?:{either(load('dates')['countdown']['behind'])})\b")


@cache
def _not_behind() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{either(load('dates')['countdown']['other'])})\b")

"""Days in figures: "30/11", "11/30", "2026-11-30", "30.11.", "12.12", 11月30日."""

import re
from datetime import date
from functools import cache

from agents.facts.day_keys import day_key
from agents.facts.markets import known_market
from agents.facts.page import Page
from agents.facts.wordlists import either
from agents.lexicons import load_in

_ISO = re.compile(r"(20\d\d)[-/](\d\d?)[-/](\d\d?)(?!\d)")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(2[05]\d\d|\d\d))?(?![\d/])")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(20\d\d|\d\d)|(\.)|(?![\d.]))(?!\d)")
_DASHES = re.compile(r"(\d{1,2})-(\d{1,2})-(20\d\d)(?!\d)")
_HAN = re.compile(
    r"(?:(20\d\d)年)?\s?(\d{1,2})\s?月(?:份)?\s?(?:(\d{1,2})(?![\d%]|\s?[元块件折个個])\s?[日号號]?)?"
)
_THANG = re.compile(r"(\d{1,2})\s(?:tháng|thg)\s(\d{1,2})(?:\s?,?(?:năm )?(20\d\d))?")
# Fractions and "24/7", which are days only where a deadline is told.
_FRACTIONS = frozenset({(1, 2), (1, 3), (1, 4), (2, 3), (3, 4), (1, 8), (1, 10), (4, 5), (5, 5), (24, 7)})
_MEASURED = re.compile(r"[a-z/%]|\s(?:stars?|out of|cm|mm|kg|m|l|inch|x)\b")
_LAST_MONTH, _CENTURY, _MILLENNIUM = 12, 100, 2000
_BUDDHIST, _BUDDHIST_ERA = 2400, 543  # from this year on it is one of the Thai calendar; what it is ahead
_NO_DAY = 0


def numeric_day(page: Page, at: int, today: date | None) -> tuple[int, str] | None:
    """Where a day in figures that begins at `at` ends, and its key; None when there is none."""
    read = _in_order(page, at) or _as_the_market_writes(page, at)
    if read is None:
        return None
    end, month, day, year = read
    if day == _NO_DAY:
        return (end, f"month:{month}") if 1 <= month <= _LAST_MONTH else None
    key = day_key(month, day, year, today)
    return (end, key) if key else None


def full_year(said: str | None) -> int | None:
    """A year as written with four or two figures, those of the Thai calendar among them; None for none."""
    if not said:
        return None
    year = int(said)
    if year < _CENTURY:
        # Of two figures, 26 is 2026 and 69 the same year in Thailand.
        return year + _MILLENNIUM if year < _BUDDHIST_ERA % _CENTURY else year + 2500 - _BUDDHIST_ERA
    return year - _BUDDHIST_ERA if year >= _BUDDHIST else year


def _in_order(page: Page, at: int) -> tuple[int, int, int, int | None] | None:
    """End, month, day and year where the form leaves no doubt about the order."""
    low = page.low
    if match := _ISO.match(low, at):
        return match.end(), int(match[2]), int(match[3]), int(match[1])
    if "月" in low and (match := _HAN.match(low, at)):
        return match.end(), int(match[2]), int(match[3] or _NO_DAY), int(match[1]) if match[1] else None
    if match := _THANG.match(low, at):
        return match.end(), int(match[2]), int(match[1]), int(match[3]) if match[3] else None
    return None


def _as_the_market_writes(page: Page, at: int) -> tuple[int, int, int, int | None] | None:
    """The same for "5/12", which is another day in another market."""
    low = page.low
    match = _SLASH.match(low, at) or _DASHES.match(low, at) or _DOTS.match(low, at)
    if not match or not _is_day(page, match):
        return None
    one, two, year = int(match[1]), int(match[2]), match[3]
    own = known_market(page.market)
    month_first = bool(own and own.month_first) and match.re is not _DOTS
    month, day = (one, two) if month_first else (two, one)
    if month > _LAST_MONTH >= day:
        month, day = day, month
    return match.end(), month, day, full_year(year)


def _is_day(page: Page, match: re.Match[str]) -> bool:
    """Whether two numbers with a sign between them are a day, not a fraction, a rating or a size."""
    if match[3]:
        return True
    one, two = int(match[1]), int(match[2])
    told = bool(_told(page.tongues).search(page.low, max(0, match.start() - 14), match.start()))
    if match.re is _SLASH:
        return told or (one, two) not in _FRACTIONS
    own = known_market(page.market)
    stopped = (
        bool(match[4]) and own is not None and own.decimal == ","
    )  # "30.11." needs a market that writes so
    is_sale_day = one == two and not match[4] and not _MEASURED.match(page.low, match.end())
    return told or stopped or is_sale_day


@cache
def _told(tongues: frozenset[str]) -> re.Pattern[str]:
    """What makes two numbers a day: "until 1/2"."""
    return re.compile(rf"(?:{either(load_in('dates', tongues)['figures_after'])})\s*$")

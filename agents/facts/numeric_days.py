"""Days in figures: "30/11", "11/30", "2026-11-30", "30.11.", "12.12", 11月30日."""

import re
from datetime import date

from agents.facts.day_keys import day_key
from agents.facts.markets import known_market
from agents.facts.page import Page

_ISO = re.compile(r"(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?(?![\d/])")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(20\d\d|\d\d)|(\.)|(?![\d.]))(?!\d)")
_DASHES = re.compile(r"(\d{1,2})-(\d{1,2})-(20\d\d)(?!\d)")
_HAN = re.compile(r"(?:(20\d\d)年)?\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?")
_THANG = re.compile(r"(\d{1,2})\s(?:tháng|thg)\s(\d{1,2})(?:\s?,?(?:năm )?(20\d\d))?")
# Fractions and "24/7", which are days only where a deadline is told.
_FRACTIONS = frozenset({(1, 2), (1, 3), (1, 4), (2, 3), (3, 4), (1, 8), (1, 10), (4, 5), (5, 5), (24, 7)})
_TOLD = re.compile(
    r"(?:until|till?|by|before|ends|on|from|through|thru|hingga|sampai|sebelum|đến|trước|ngày|bis|exp\.?|b4)\s*$"
)
_MEASURED = re.compile(r"[a-z/%]|\s(?:stars?|out of|cm|mm|kg|m|l|inch|x)\b")
_LAST_MONTH, _CENTURY = 12, 100


def numeric_day(page: Page, at: int, today: date | None) -> tuple[int, str] | None:
    """Where a day in figures that begins at `at` ends, and its key; None when there is none."""
    read = _in_order(page, at) or _as_the_market_writes(page, at)
    if read is None:
        return None
    end, month, day, year = read
    key = day_key(month, day, year, today)
    return (end, key) if key else None


def _in_order(page: Page, at: int) -> tuple[int, int, int, int | None] | None:
    """End, month, day and year where the form leaves no doubt about the order."""
    low = page.low
    if match := _ISO.match(low, at):
        return match.end(), int(match[2]), int(match[3]), int(match[1])
    if match := _HAN.match(low, at):
        return match.end(), int(match[2]), int(match[3]), int(match[1]) if match[1] else None
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
    full = int(year) + (0 if int(year) >= _CENTURY else 2000) if year else None
    return match.end(), month, day, full


def _is_day(page: Page, match: re.Match[str]) -> bool:
    """Whether two numbers with a sign between them are a day, not a fraction, a rating or a size."""
    if match[3]:
        return True
    one, two = int(match[1]), int(match[2])
    told = bool(_TOLD.search(page.low, max(0, match.start() - 10), match.start()))
    if match.re is _SLASH:
        return told or (one, two) not in _FRACTIONS
    own = known_market(page.market)
    stopped = (
        bool(match[4]) and own is not None and own.decimal == ","
    )  # "30.11." needs a market that writes so
    is_sale_day = one == two and not match[4] and not _MEASURED.match(page.low, match.end())
    return told or stopped or is_sale_day

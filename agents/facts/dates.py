"""Days and times as people write them, read against a known today."""

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from agents.lexicons import load

_MONTH_FIRST = {"US", "PH", "CA"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SAME_YEAR = 300


class Day(NamedTuple):
    """A day where it stands in a text. `relative` is True for "tonight" or "Friday"."""

    day: date
    relative: bool
    start: int
    end: int


class Clock(NamedTuple):
    """A time of day, as minutes from midnight."""

    minutes: int
    start: int
    end: int


def read_days(text: str, *, today: date, market: str | None = None) -> list[Day]:
    """Every day a text names, in order; a day without a year is the one nearest to today."""
    found: list[Day] = []
    for match in _days().finditer(text):
        day = _read(match, today, market)
        if day:
            relative = match.lastgroup in {"weekday", "relative"} and not match["d1"] and not match["d2"]
            found.append(Day(day, relative, *match.span()))
    return found


def read_times(text: str) -> list[Clock]:
    """Every time of day: 8pm, 8:30 PM, 20:00."""
    return [Clock(_minutes(m), *m.span()) for m in _times().finditer(text)]


def format_day(day: date, *, market: str | None = None, today: date) -> str:
    """A day as the market writes it, the year only when it could be mistaken: "30 Nov", US "Nov 30"."""
    month = _MONTHS[day.month - 1]
    told = f"{month} {day.day}" if market in {"US", "CA"} else f"{day.day} {month}"
    if abs((day - today).days) <= _SAME_YEAR:
        return told
    return f"{told}, {day.year}" if market in {"US", "CA"} else f"{told} {day.year}"


def _read(match: re.Match[str], today: date, market: str | None) -> date | None:
    if match["iso"]:
        return _date(*(int(part) for part in match["iso"].split("-")))
    if match["d1"] or match["d2"]:
        month = _lookup("months", match["m1"] or match["m2"])
        return _nearest(int(match["d1"] or match["d2"]), month, match["y1"] or match["y2"], today)
    if match["a"]:
        first, second = int(match["a"]), int(match["b"])
        day, month = (
            (second, first) if (market in _MONTH_FIRST and first <= 12) or second > 12 else (first, second)
        )
        return _nearest(day, month, match["y3"], today)
    if match["weekday"]:
        return today + timedelta(days=(_lookup("weekdays", match["weekday"]) - today.weekday()) % 7)
    return today + timedelta(days=_lookup("relative", match["relative"]))


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    options = [d for y in (today.year - 1, today.year, today.year + 1) if (d := _date(y, month, day))]
    return min(options, key=lambda d: abs((d - today).days - 60), default=None)  # offers look ahead


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _minutes(match: re.Match[str]) -> int:
    if match["h24"]:
        return int(match["h24"]) * 60 + int(match["m24"])
    hour = int(match["h"]) % 12 + (12 if match["half"][0].lower() == "p" else 0)
    return hour * 60 + int(match["m"] or 0)


@cache
def _table(kind: str) -> dict[str, int]:
    return {word: int(number) for number, words in load("dates")[kind].items() for word in words}


def _lookup(kind: str, word: str) -> int:
    return _table(kind)[word.lower()]


@cache
def _times() -> re.Pattern[str]:
    half = r"(?P<half>[ap]\.?m\b\.?)"
    return re.compile(
        rf"(?<![\d:.])(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))?\s?{half}|(?<![\d:.])(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?![\d:])",
        re.IGNORECASE,
    )


@cache
def _days() -> re.Pattern[str]:
    months, weekdays, relative = (
        "|".join(re.escape(w) for w in sorted(_table(kind), key=len, reverse=True))
        for kind in ("months", "weekdays", "relative")
    )
    year = r"(?:,?\s+(?P<{}>20\d\d)\b)?"
    return re.compile(
        rf"(?P<iso>\b20\d\d-\d\d-\d\d\b)"
        rf"|(?:\b(?:{weekdays})\.?,?\s+)?\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?(?P<m1>{months})\b\.?{year.format('y1')}"
        rf"|(?:\b(?:{weekdays})\.?,?\s+)?\b(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d.,]*\d){year.format('y2')}"
        rf"|(?<![\d/.])(?P<a>\d{{1,2}})[/](?P<b>\d{{1,2}})(?:[/](?P<y3>20\d\d|\d\d))?(?![\d/])"
        rf"|\b(?P<weekday>{weekdays})\b(?!\w)"
        rf"|(?<!\w)(?P<relative>{relative})(?!\w)",
        re.IGNORECASE,
    )

"""Days of the calendar: "30 Nov", "Nov 30", "Fri 11 Dec", "30 Nov (Mon)", "1-15 December", "30/11".

The key of a day is "date:2026-11-30", of a range "date:2026-12-01/2026-12-15".
"""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from agents.facts.amounts import Amount
from agents.facts.day_keys import WEEKDAYS, day_key, month_names, named_days, weekday_names
from agents.facts.numeric_days import full_year, numeric_day
from agents.facts.page import Page
from agents.facts.spelled import spelled_value
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

_LOOK = 22
_COUNTED = re.compile(r"\s[a-z]")
_HAN = re.compile(r"月([一二三四五六七八九十]{1,3})[日号號]")


class _Patterns(NamedTuple):
    """The forms of a day with the name of its month, and of a weekday beside it."""

    day_first: re.Pattern[str]
    after_month: re.Pattern[str]
    month_before: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekday_behind: re.Pattern[str]


def read_day(page: Page, amount: Amount, today: date | None) -> Fact | None:
    """The day or range of days that `amount` begins, or that a month before it begins; else None."""
    if amount.worded:
        return _spelled(page, amount, today)
    found = _named(page, amount.start, today)
    if found is None:
        numeric = numeric_day(page, amount.start, today)
        if numeric is None:
            return None
        found = (amount.start, *numeric)
    start, end = _with_weekday(page, found[0], found[1], found[2])
    return Fact(kind="date", text=page.quote(start, end), key=found[2], start=start, end=end)


def _spelled(page: Page, amount: Amount, today: date | None) -> Fact | None:
    """十一月三十日: a Chinese day whose numbers are spelled out."""
    match = _HAN.match(page.low, amount.end) if amount.loose else None
    day = spelled_value(match[1], page.tongues) if match else None
    key = day_key(int(amount.value), day, None, today) if day else None
    if not match or key is None:
        return None
    return Fact(
        kind="date", text=page.quote(amount.start, match.end()), key=key, start=amount.start, end=match.end()
    )


def _named(page: Page, at: int, today: date | None) -> tuple[int, int, str] | None:
    """Start, end and key of a day with the name of its month."""
    forms, low = _patterns(page.tongues), page.low
    match = forms.day_first.match(low, at)
    start, name = at, match[3] if match else ""
    if not match or not _is_month(page, match.start(3), name):
        named = forms.month_before.search(low, max(0, at - _LOOK), at)
        match = forms.after_month.match(low, at) if named else None
        if not match or not named or not _is_month(page, named.start(1), named[1]):
            return None
        start, name = named.start(1), named[1]
        if name in load_in("dates", page.tongues)["common"]["counted"] and _COUNTED.match(
            page.low, match.end()
        ):
            return None
    year, month = full_year(match["year"]), month_names(page.tongues)[name]
    keys = [day_key(month, int(day), year, today) for day in (match[1], match[2]) if day]
    if not all(keys):
        return None
    return start, match.end(), "/".join([str(keys[0]), *(str(key)[5:] for key in keys[1:])])


def _with_weekday(page: Page, start: int, end: int, key: str) -> tuple[int, int]:
    """The place of a day with the weekday beside it, if it is the right one: a wrong one is no part of it."""
    days = named_days(key, None)
    forms, names = _patterns(page.tongues), weekday_names(page.tongues)
    before = forms.weekday_before.search(page.low, max(0, start - _LOOK), start)
    behind = forms.weekday_behind.match(page.low, end)
    if before and (not days or names[before[1]] == WEEKDAYS[days[0].weekday()]):
        start = before.start()
    if behind and (not days or names[behind[1]] == WEEKDAYS[days[-1].weekday()]):
        end = behind.end()
    return start, end


def _is_month(page: Page, at: int, name: str) -> bool:
    return name not in load_in("dates", page.tongues)["common"]["words"] or page.text[at].isupper()


@cache
def _patterns(tongues: frozenset[str]) -> _Patterns:
    months, days = either(month_names(tongues)), either(weekday_names(tongues))
    words = load_in("dates", tongues)
    to, of, the = either(words["ranges"]), either(words["month_of"]), either(words["day_lead"])
    gap = r"\s?" if tongues else r"\s"  # some scripts set none
    nth = r"(?:st|nd|rd|th|hb|\s?haribulan|er|º|ª)?"
    year = rf"(?:,?\s(?:(?:{of}) )?(?P<year>2[05]\d\d)(?!\d))?"
    range_ = rf"(?:\s?(?:{to})\s?(?:(?:{the})\s)?(\d{{1,2}}){nth}"
    return _Patterns(
        re.compile(rf"(\d{{1,2}}){nth}{range_})?\.?\s?(?:(?:{of}) ?)?({months})(?![{LETTERS}]){year}"),
        re.compile(rf"(\d{{1,2}}){nth}(?!\d|:\d|\s?[ap]\.?m|\s?%){range_}(?![\d%:a-z]))?{year}"),
        re.compile(rf"(?<![{LETTERS}])({months})\.?\s?$"),
        re.compile(rf"(?<![{LETTERS}])({days})\.?,?{gap}(?:(?:{the}){gap})?$"),
        re.compile(rf"\s?\(({days})\.?\)"),
    )

"""Days as a merchant tells them of an offer: "next Friday", "for 3 days", "end of the month"."""

import calendar
import re
from datetime import date, timedelta
from functools import cache

from agents.facts.day_keys import WEEKDAYS, month_names, named_days
from agents.facts.types import Fact
from agents.lexicons import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAP = 2028  # a year in which every day exists


def days_of(text: str, fact: Fact, today: date | None) -> tuple[date, ...]:
    """The days a fact of a text names; "next Friday" is that of next week."""
    days = named_days(fact.key, today)
    kind, _, name = fact.key.partition(":")
    if today and kind == "weekday" and _span("next_before").search(text[: fact.start]):
        monday = today - timedelta(days=today.weekday())
        return (monday + timedelta(days=7 + WEEKDAYS.index(name)),)
    return days


def counted_day(text: str, today: date | None) -> date | None:
    """The last day that is counted from today: of the week or month, or so many days from now."""
    if today is None:
        return None
    if _span("next_month_end").search(text):
        return _month_end(_month_end(today) + timedelta(days=1))
    if _span("month_end").search(text):
        return _month_end(today)
    if _span("week_end").search(text):
        return today + timedelta(days=6 - today.weekday())
    length = _span("length").search(text)
    return _after(today, length["count"].lower(), length["unit"].lower()) if length else None


def counts_days(text: str) -> bool:
    """Whether a day has to be counted: then it is said back."""
    names = ("next_word", "month_end", "next_month_end", "week_end", "length")
    return any(_span(name).search(text) for name in names)


def start_told(text: str) -> str:
    """What to say of the first day of "1-5 Dec", which is not kept; "" where only a last one is told."""
    if not _span("range").search(text):
        return ""
    return "I keep its last day; if readers need the first, write it into the draft."


def no_such_day(text: str) -> str | None:
    """A day of a month that has fewer days ("31 nov"), as it is written; None where all exist."""
    names = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    form = rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{names})\b"
    other = rf"\b(?P<other>{names})\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)"
    for found in re.finditer(f"{form}|{other}", text, re.IGNORECASE):
        month = month_names()[(found["month"] or found["other"]).lower()]
        if not 1 <= int(found["day"] or found["nth"]) <= calendar.monthrange(_LEAP, month)[1]:
            return found[0]
    return None


def is_only_a_day(text: str, facts: tuple[Fact, ...]) -> bool:
    """Whether a message says a day and nothing else of weight: "make that 12 dec", "next monday"."""
    days = [fact for fact in facts if fact.kind == "date"]
    if not days or len(days) != len(facts):
        return False
    for fact in reversed(days):
        text = f"{text[: fact.start]} {text[fact.end :]}"
    filler = frozenset(load("offer_talk")["spans"]["filler"].split())
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return not re.search(r"[\d?]", text) and all(word in filler for word in words)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _after(today: date, count: str, unit: str) -> date:
    number = int(count) if count.isdigit() else int(load("offer_talk")["counts"][count])
    if unit == "month":
        months = today.month - 1 + number
        first = date(today.year + months // 12, months % 12 + 1, 1)
        return min(_month_end(first), first + timedelta(days=today.day - 1))
    return today + timedelta(days=number * (7 if unit == "week" else 1))


@cache
def _span(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["spans"][name]), re.IGNORECASE)

"""Days as a merchant tells them of an offer: "next Friday", "for 3 days", "end of the month"."""

import calendar
import re
from datetime import date, timedelta
from functools import cache

from agents.facts.day_keys import WEEKDAYS, named_days
from agents.facts.types import Fact
from agents.lexicons import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


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

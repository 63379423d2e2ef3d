"""What is to be said of the days in a message: that one was counted, isn't kept, or doesn't exist."""

import calendar
import re
from datetime import date
from functools import cache

from agents.facts.day_keys import month_names, named_days
from agents.facts.read import read_facts
from agents.lexicons import load

_FIGURES = re.compile(
    r"\b(?:until|till?|by|before|ends?|expires?)\s+(\d{1,2})/(\d{1,2})(?![/\d])", re.IGNORECASE
)
_FAR = 100  # days; offers end sooner
_LEAP = 2028  # a year in which every day exists


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


def two_days(text: str, *, today: date, market: str | None = None) -> tuple[date, date] | None:
    """The two days that figures may mean ("12/5"), when the one that is usual here is months away."""
    found = _FIGURES.search(text)
    facts = read_facts(found[0], today=today, market=market) if found else ()
    days = named_days(facts[0].key, today) if facts else ()
    if found is None or not days or (days[0] - today).days < _FAR:
        return None
    swapped = read_facts(f"until {found[2]}/{found[1]}", today=today, market=market)
    other = named_days(swapped[0].key, today) if swapped else ()
    return (days[0], other[0]) if other and 0 <= (other[0] - today).days < _FAR else None


@cache
def _span(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["spans"][name]), re.IGNORECASE)

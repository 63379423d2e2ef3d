"""What is to be said of the days in a message: that one was counted, isn't kept, or doesn't exist."""

import calendar
import re
from functools import cache

from agents.facts.day_keys import month_names
from agents.lexicons import load

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


@cache
def _span(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["spans"][name]), re.IGNORECASE)

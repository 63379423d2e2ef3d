"""The terms of an offer in words: which amount is a minimum, which day the last."""

import re
from datetime import date, timedelta
from functools import cache

from agents.engines.rules.understanding.days_said import counted_day, days_of
from agents.facts.types import Fact
from agents.lexicons import load


def is_minimum(text: str, fact: Fact) -> bool:
    """Whether a fact of a text is what has to be spent."""
    if fact.kind not in {"money", "number"}:
        return False
    before, after = text[: fact.start], text[fact.end :]
    return bool(offer_words("minimum_before").search(before) or offer_words("minimum_after").match(after))


def amount_of(fact: Fact) -> float | None:
    """The value in a fact's key; a range ("10-20") promises nothing exact, so None."""
    try:
        return float(fact.key.rsplit(":", 1)[1])
    except ValueError:
        return None


def last_day(text: str, facts: tuple[Fact, ...], today: date | None) -> date | None:
    """The last of the days in a text on which an offer holds; None if it names none, or only a first.

    "For 3 days" and "till the end of the month" are counted from `today`.
    """
    days = [fact for fact in facts if fact.kind == "date"]
    if len(days) == 1 and offer_words("start_before").search(text[: days[0].start]):
        return None
    last = max((day for fact in days for day in days_of(text, fact, today)), default=None)
    if last is None:
        return counted_day(text, today)
    if offer_words("over_before").search(text[: days[-1].start]):
        return last - timedelta(days=1)
    return last


@cache
def offer_words(name: str) -> re.Pattern[str]:
    """One way in which an offer is told, from the lexicon."""
    return re.compile("|".join(load("understand")["offer"][name]), re.IGNORECASE)

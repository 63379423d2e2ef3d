"""How a market writes a day."""

from datetime import date

from agents.facts.day_keys import day_key
from agents.facts.markets import known_market

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_NEAR = 300  # days, about ten months, within which nobody wonders which year is meant


def format_day(day: date, *, market: str | None, today: date) -> str:
    """A day as a market writes it: "30 Nov", in the US "Nov 30"; with its year when that is not plain."""
    own = known_market(market)
    month_first = bool(own and own.month_first)
    month = _MONTHS[day.month - 1]
    told = f"{month} {day.day}" if month_first else f"{day.day} {month}"
    is_plain = day_key(day.month, day.day, None, today) == f"date:{day.isoformat()}"
    if abs((day - today).days) <= _NEAR and is_plain:
        return told
    return f"{told}, {day.year}" if month_first else f"{told} {day.year}"

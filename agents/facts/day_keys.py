"""The normal forms of days, and the names of months and weekdays behind them."""

from datetime import date, timedelta
from functools import cache

from agents.lexicons import ENGLISH_ALONE, load_in

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Keys of weekdays ("weekday:fri"), Monday first."""

_AHEAD = 275  # days; a day that is further ahead, or more than 90 past, is taken for another year's
_MONTHS, _DAYS = 12, 31


def day_key(month: int, day: int, year: int | None, today: date | None) -> str | None:
    """The normal form of a day: "date:2026-11-30", the nearest one when no year is given.

    Without `today` and year it is "date:--11-30". None when there is no such day.
    """
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    if year is None and today is None:
        return f"date:--{month:02d}-{day:02d}"
    years = [year] if year is not None else [today.year - 1, today.year, today.year + 1] if today else []
    days = [d for y in years if (d := _existing(y, month, day))]
    if year is None and today is not None:
        days = [d for d in days if _AHEAD - 365 < (d - today).days <= _AHEAD] or days
    return f"date:{days[0].isoformat()}" if days else None


def named_days(key: str, today: date | None) -> tuple[date, ...]:
    """The days that a fact's key names: one, or the first and last of a range.

    A weekday is the next one from `today`. Empty for a week or a month, and for what no day is known.
    """
    kind, _, value = key.partition(":")
    if kind == "weekday" and today is not None:
        return (today + timedelta(days=(WEEKDAYS.index(value) - today.weekday()) % 7),)
    is_date = kind == "date" and value[:1].isdigit()
    return tuple(date.fromisoformat(day) for day in value.split("/")) if is_date else ()


@cache
def month_names(tongues: frozenset[str] = ENGLISH_ALONE) -> dict[str, int]:
    """Every name of a month in lower case, and its number."""
    months = load_in("dates", tongues)["months"]
    return {name: int(number) for number, names in months.items() for name in names}


@cache
def weekday_names(tongues: frozenset[str] = ENGLISH_ALONE) -> dict[str, str]:
    """Every name of a weekday in lower case, and its key ("friday": "fri")."""
    weekdays: dict[str, list[str]] = load_in("dates", tongues)["weekdays"]
    return {
        name: key for key, phrases in weekdays.items() for phrase in phrases for name in phrase.split("|")
    }


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

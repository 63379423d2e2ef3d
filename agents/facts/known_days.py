"""Whether a day that a message names is one of those that are known, under whatever name."""

from dataclasses import dataclass
from datetime import date, timedelta

from agents.facts.day_keys import WEEKDAYS, named_days

_WEEK = 7


@dataclass(frozen=True)
class KnownDays:
    """The days that may be named, as of `today`."""

    days: frozenset[date]
    today: date

    def name(self, key: str) -> bool:
        """Whether a key's day is known: itself, as a weekday of the coming week, or its week or month."""
        kind, _, value = key.partition(":")
        if kind == "weekday":
            coming = (d for d in self.days if (d - self.today).days in range(_WEEK))
            return any(WEEKDAYS[d.weekday()] == value for d in coming)
        if kind == "month":
            return any(d.month == int(value) for d in self.days)
        if kind == "week":
            monday = date.fromisoformat(value)
            return any(monday <= d < monday + timedelta(days=_WEEK) for d in self.days)
        return self._spans(named_days(key, self.today))

    def _spans(self, told: tuple[date, ...]) -> bool:
        """Whether the days told are known, or a known day lies in the range they make."""
        if not told:
            return False
        around = len(told) > 1 and any(told[0] <= d <= told[-1] for d in self.days)
        return set(told) <= self.days or around

"""ISO weeks, and when in them a digest is due: at an hour of the shop's own clock, whatever that does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agents.types import Value

_WEEK = timedelta(days=7)


class Weekly(Value):
    """Once a week on `day` (0 is Monday) at `hour` (0–23) in `zone`, an IANA name."""

    zone: str
    day: int
    hour: int

    def due(self, week: str) -> datetime:
        """When it is due in a week ("2026-W53"), in UTC. Raises ValueError for what is no week.

        An hour that the clocks skip is the moment to which they jump; of an hour that comes twice it is
        the first: once, in any case.
        """
        local = monday_of(week) + timedelta(days=self.day)
        wall = datetime(local.year, local.month, local.day, self.hour, tzinfo=ZoneInfo(self.zone))
        return wall.astimezone(UTC)  # fold 0: the offset before a change holds

    def last(self, now: datetime) -> tuple[str, datetime]:
        """The latest week that is due at `now`, and since when."""
        return max(self._around(now, lambda due: due <= now), key=lambda found: found[1])

    def next(self, now: datetime) -> tuple[str, datetime]:
        """The first week that is due after `now`, and when."""
        return min(self._around(now, lambda due: due > now), key=lambda found: found[1])

    def _around(self, now: datetime, wanted: Callable[[datetime], bool]) -> list[tuple[str, datetime]]:
        here = now.astimezone(ZoneInfo(self.zone)).date()
        weeks = [week_of(here + step * _WEEK) for step in (-1, 0, 1)]
        return [(week, due) for week in weeks if wanted(due := self.due(week))]


def week_of(day: date) -> str:
    """The ISO week of a day, as "2026-W53": it belongs to the year in which its Thursday lies."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def monday_of(week: str) -> date:
    """The first day of an ISO week. Raises ValueError for what is none ("2027-W53" is not)."""
    year, _, number = week.partition("-W")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        raise ValueError(f"“{week}” is no week: write it like 2026-W48.")
    return date.fromisocalendar(int(year), int(number), 1)

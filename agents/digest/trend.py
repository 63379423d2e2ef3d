"""How a shop's messages did, week by week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agents.digest.types import WeekMean
from agents.digest.weeks import monday_of, week_of

_WEEKS = 12
Sent = tuple[datetime, int, float]  # when, how many were delivered, their mean score


def trend_of(sent: Iterable[Sent], *, week: str, zone: str) -> tuple[WeekMean, ...]:
    """The twelve weeks before `week`, oldest first: the mean score over all messages sent in each.

    A campaign counts in the week in which it began, by the clock of `zone`.
    """
    first = monday_of(week) - timedelta(weeks=_WEEKS)
    mondays = [first + timedelta(weeks=number) for number in range(_WEEKS)]
    totals: dict[date, tuple[int, float]] = dict.fromkeys(mondays, (0, 0.0))
    for at, delivered, mean in sent:
        monday = monday_of(week_of(at.astimezone(ZoneInfo(zone)).date()))
        if monday in totals:
            count, points = totals[monday]
            totals[monday] = count + delivered, points + delivered * mean
    return tuple(
        WeekMean(monday=monday, score=points / count if count else None, delivered=count)
        for monday, (count, points) in totals.items()
    )

"""How many requests a person may make, so that one of them cannot keep the bot from the others."""

from collections import deque
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

_WINDOW = timedelta(minutes=1)
_PEOPLE = 10_000  # whose last minute is kept in mind at once


class Limiter:
    """At most `per_minute` requests in any minute for each person. Kept in memory: a restart forgives."""

    def __init__(self, per_minute: int, clock: Callable[[], datetime]) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._made: dict[Hashable, deque[datetime]] = {}

    def wait(self, *person: str) -> int:
        """Count one request of this person: 0 if it is fine, else seconds until the next may come."""
        now = self._clock()
        made = self._made.setdefault(person, deque())
        while made and now - made[0] >= _WINDOW:
            made.popleft()
        if len(made) >= self._per_minute:
            return max(1, round((made[0] + _WINDOW - now).total_seconds()))
        made.append(now)
        self._forget(now)
        return 0

    def _forget(self, now: datetime) -> None:
        """Drop people who have been quiet for a minute, once there are very many."""
        if len(self._made) > _PEOPLE:
            quiet = [person for person, made in self._made.items() if not made or now - made[-1] >= _WINDOW]
            for person in quiet:
                del self._made[person]

"""The workspace's clock: real time, which tests may put forward."""

import time
from collections.abc import Callable

MICRO = 1_000_000


class Clock:
    """Seconds since 1970, and message stamps that never repeat."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0
        self._last = 0

    def now(self) -> float:
        """The time of the workspace in seconds."""
        return self._source() + self._ahead

    def skip(self, seconds: float) -> None:
        """Let time pass at once: what expires within `seconds` has then expired."""
        self._ahead += seconds

    def stamp(self) -> str:
        """A new `ts`, later than every one before: "1764226800.000123"."""
        self._last = max(int(self.now() * MICRO), self._last + 1)
        return f"{self._last // MICRO}.{self._last % MICRO:06d}"

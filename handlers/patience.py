"""Trying again what may go better later: with growing pauses, and not for ever."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

Result = TypeVar("Result")
Worth = Callable[[BaseException], bool]


@dataclass(frozen=True)
class Patience:
    """How long to go on, in seconds: pauses double from `first` to `longest` until they add up to `total`.

    An error with a `retry_after` (seconds) names the pause itself. `sleep` waits; tests pass their own.
    """

    first: float = 1
    longest: float = 60
    total: float = 600
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def keep_trying(self, do: Callable[[], Awaitable[Result]], worth: Worth) -> Result:
        """What `do` returns at last. An error that is not `worth` another try, or the last one, is raised."""
        left = self.total
        for growing in self._pauses():
            attempt = _Attempt(worth, growing, left)
            with attempt:
                return await do()
            left -= attempt.pause
            await self.sleep(attempt.pause)
        raise AssertionError  # the pauses don't end

    def _pauses(self) -> Iterator[float]:
        pause = self.first
        while True:
            yield min(pause, self.longest)
            pause = min(pause * 2, self.longest)


class _Attempt:
    """One try: swallows an error that is worth another and has time for it."""

    def __init__(self, worth: Worth, pause: float, left: float) -> None:
        self._worth, self._left = worth, left
        self.pause = pause

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or not self._worth(error):
            return False
        told = getattr(error, "retry_after", None)
        self.pause = self.pause if told is None else float(told)
        return self.pause <= self._left

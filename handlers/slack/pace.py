"""Posts into one channel, no faster than Slack takes them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

_EVERY = 1.05  # seconds: Slack takes about one message a second in a channel
_CHANNELS = 1_000  # whose last post is kept in mind at once
Channel = tuple[str, ...]


class Pace:
    """Turns for each channel, a second apart; who comes first goes first. Within one process."""

    def __init__(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._free: dict[Channel, float] = {}
        self._locks: dict[Channel, asyncio.Lock] = {}

    @asynccontextmanager
    async def turn(self, *channel: str) -> AsyncIterator[None]:
        """Wait until something may be posted there, and post it: the next turn is a second after its end.

        Not after its beginning: a post may be a while on its way, and the next one quicker.
        """
        async with self._locks.setdefault(channel, asyncio.Lock()):
            wait = self._free.get(channel, 0.0) - _now()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                self._free[channel] = _now() + _EVERY
        self._forget()

    def _forget(self) -> None:
        """Drop channels that are free again, once there are very many."""
        if len(self._free) > _CHANNELS:
            for channel in [place for place, free in self._free.items() if free < _now()]:
                if not self._locks[channel].locked():
                    del self._free[channel], self._locks[channel]


def _now() -> float:
    return asyncio.get_running_loop().time()

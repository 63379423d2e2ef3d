"""Posts into one channel, no faster than Slack takes them."""

import asyncio
from collections.abc import Awaitable, Callable

_EVERY = 1.0  # seconds: Slack takes about one message a second in a channel
_CHANNELS = 1_000  # whose last post is kept in mind at once


class Pace:
    """Turns for each channel, a second apart; who comes first goes first. Within one process."""

    def __init__(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._next: dict[tuple[str, ...], float] = {}

    async def turn(self, *channel: str) -> None:
        """Wait until something may be posted there."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next.get(channel, 0.0))
        if len(self._next) >= _CHANNELS:
            self._next = {place: free for place, free in self._next.items() if free > now}
        self._next[channel] = at + _EVERY
        if at > now:
            await self._sleep(at - now)

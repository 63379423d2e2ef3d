"""Turns: who works on a thread of conversation, and who waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Locks:
    """One lock a thread of conversation, so that two messages in it are answered one after the other.

    Within one process: across replicas the later answer wins, which costs at most one follow-up.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def holding(self, *name: str) -> AsyncIterator[None]:
        """Wait for the lock of this name and hold it."""
        lock = self._locks.setdefault("/".join(name), asyncio.Lock())
        async with lock:
            yield

"""What changed, told to whoever watches: the page of each person, and waiting tests."""

import asyncio
from collections.abc import Callable

from playground.world.nouns import Json

Sees = Callable[[str], bool]


class Watch:
    """The changes one person may see, from the moment it was made: `async for change in watch`."""

    def __init__(self, user: str, feed: "Feed") -> None:
        self.user = user
        self._feed = feed
        self._queue: asyncio.Queue[Json | None] = asyncio.Queue()

    def put(self, change: Json | None) -> None:
        """Hand over a change; None ends the watch."""
        self._queue.put_nowait(change)

    def close(self) -> None:
        """Stop watching."""
        self._feed.leave(self)
        self.put(None)

    def __aiter__(self) -> "Watch":
        return self

    async def __anext__(self) -> Json:
        change = await self._queue.get()
        if change is None:
            raise StopAsyncIteration
        return change


class Feed:
    """Passes changes on to the watches that may see them."""

    def __init__(self) -> None:
        self._watches: list[Watch] = []

    @property
    def is_watched(self) -> bool:
        """Whether anybody watches at all."""
        return bool(self._watches)

    def watch(self, user: str) -> Watch:
        """Begin to watch as somebody."""
        watch = Watch(user, self)
        self._watches.append(watch)
        return watch

    def leave(self, watch: Watch) -> None:
        """End a watch; one that has ended is left alone."""
        if watch in self._watches:
            self._watches.remove(watch)

    def tell(self, change: Json, sees: Sees) -> None:
        """Tell a change to everybody for whom `sees(user id)` holds."""
        for watch in self._watches:
            if sees(watch.user):
                watch.put(change)

    def close(self) -> None:
        """End all watches."""
        for watch in tuple(self._watches):
            watch.close()

"""Turns of the event loop, so that heavy work never keeps it from its other tasks for long."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
_LONG = 2_000  # characters that may take longer to read than the loop can wait


class Turns:
    """Lets one piece of work go on in each turn of the loop, first come, first served.

    However many drafts are answered at once, between two turns there is the work of one piece: an
    `asyncio.sleep(0)` in each would let a piece of all of them run in the same turn. For the tasks of
    one loop.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._next: asyncio.Handle | None = None

    async def do(self, work: Callable[[], Result], *, size: int) -> Result:
        """The result of a piece of work on a text of `size` characters, in a turn of its own.

        A long text is worked on in a thread: the loop goes on meanwhile.
        """
        await self._mine()
        return await asyncio.to_thread(work) if size > _LONG else work()

    async def _mine(self) -> None:
        """Wait for a turn: what follows, up to the next await, is the piece of work."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._wake_later()
        await turn

    def _wake_later(self) -> None:
        if self._next is None:
            self._next = asyncio.get_running_loop().call_soon(self._wake_first)

    def _wake_first(self) -> None:
        self._next = None
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # whoever waited may have been cancelled
                turn.set_result(None)
                break
        if self._waiting:
            self._wake_later()

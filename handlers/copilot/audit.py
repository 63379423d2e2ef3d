"""Every call, written down: that it began while it is worked on, how it ended once it is answered."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

from agents.types import Value
from handlers.copilot.errors import NotKeptError
from store.calls import add_call, end_call
from store.database import Database
from store.rows.copilots import CallEnding, CallRow

BEGUN = CallEnding(outcome="begun", detail="", elapsed_ms=0, model_calls=0, cost=None)
"""What stands where nothing else was written yet: the call is worked on, or its process was killed."""
_BROKEN_OFF = CallEnding(outcome="cancelled", detail="", elapsed_ms=0, model_calls=0, cost=None)
_A_MOMENT = 0.05  # seconds; in which an answer is made and sent
log = logging.getLogger(__name__)


class Call(Value):
    """Who does what for which shop."""

    who: str
    via: str
    team: str
    merchant_id: str | None
    tool: str


class Entry:
    """A call's row; `ending` is what will be said of its end."""

    def __init__(self, row: "asyncio.Task[int]") -> None:
        self.row, self.ending = row, _BROKEN_OFF

    async def kept(self) -> None:
        """Wait until the row is there. Raises `NotKeptError`."""
        await asyncio.wait({self.row})
        if why := self.row.exception():
            raise NotKeptError(why)


class Audit:
    """Writes calls down. No call is answered before its row is kept, so a crash loses none that was.

    How it ended is written a moment later, when the answer is out, so that nobody waits for it.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._writing = set[asyncio.Task[Any]]()
        self._in_a_hurry = asyncio.Event()

    @asynccontextmanager
    async def call(self, call: Call) -> AsyncIterator[Entry]:
        """Around the work on a call; ends once its row is kept. Raises `NotKeptError`."""
        entry = Entry(self._write(self._begin(call)))
        try:
            yield entry
            await entry.kept()
        finally:
            self._write(self._end(call, entry)).add_done_callback(_complain)

    async def settled(self) -> None:
        """Write everything now. At the end of serving."""
        self._in_a_hurry.set()
        while self._writing:
            await asyncio.wait(self._writing)
        self._in_a_hurry.clear()

    def _write(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Have it written, whatever becomes of the request that brought it."""
        task = asyncio.create_task(work)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        return task

    async def _begin(self, call: Call) -> int:
        said: dict[str, Any] = call.model_dump(exclude={"team"}) | asdict(BEGUN)
        row = CallRow(at=self._clock(), team_id=call.team, **said)
        async with self._database.one_statement() as session:
            return await add_call(session, call=row, merchant_id=call.merchant_id)

    async def _end(self, call: Call, entry: Entry) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._in_a_hurry.wait(), _A_MOMENT)
        await asyncio.wait({entry.row})
        if entry.row.cancelled() or entry.row.exception():
            return  # the caller was told
        number = entry.row.result()
        async with self._database.one_statement() as session:
            await end_call(session, call_id=number, ending=entry.ending, merchant_id=call.merchant_id)


def _complain(task: "asyncio.Task[Any]") -> None:
    """The row is there and goes on saying that the call has begun: no reason to bother who was answered."""
    if not task.cancelled() and (error := task.exception()):
        log.error("how a call ended could not be written down: %s", error)

"""Thinking beside listening: what people say is answered in processes of their own.

To answer a draft takes tens of milliseconds of work, and Slack wants to hear "received" within
moments however many drafts wait. In one process the second waits for the first; so the process that
listens leaves thinking to others, which it starts, and starts again if one is lost.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from agents.first_version import Tell, current_watcher
from agents.types import Draft
from bot.asked import LINE, Request, Response, Said
from bot.cli.errors import WorkerError
from bot.records import JsonRecords
from bot.settings import Settings
from bot.told import settings_told
from handlers.talk import Answer, Talk
from handlers.tenant import Tenant

_COMMAND = ("-m", "bot.thinker")
_TRIES = 2  # a draft with which two thinkers were lost is the reason
_END_WITHIN = 5.0  # seconds
log = logging.getLogger(__name__)


class ThinkerLostError(WorkerError):
    """A process that thinks ended before it answered."""

    def __init__(self) -> None:
        super().__init__("A process that answers drafts has ended; if it said why, that stands above.")


class Thinkers:
    """Processes that think; made by `open_thinkers`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thinkers: list[_Thinker] = []
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Start as many as are wanted and wait until they are ready. Raises `ThinkerLostError`."""
        async with self._starting:
            lost = [thinker for thinker in self._thinkers if thinker.is_lost]
            for thinker in lost:
                log.warning("a thinker was lost (exit code %s)", await thinker.ended())
                self._thinkers.remove(thinker)
            missing = self._settings.thinkers - len(self._thinkers)
            self._thinkers += await asyncio.gather(*(_started(self._settings) for _ in range(missing)))

    async def answer(self, said: Said) -> Answer:
        """What is said back; whoever watches is told of a first version, of two if a thinker was lost.

        Raises what answering raised, and `ThinkerLostError`.
        """
        for _ in range(_TRIES):
            await self.start()
            thinker = min(self._thinkers, key=lambda thinker: thinker.load)
            with suppress(ThinkerLostError):
                response = await thinker.ask(said)
                if response.reply is None or response.talk is None:
                    raise JsonRecords().deserialize(response.error)
                return response.reply, response.talk
        raise ThinkerLostError

    async def refresh(self) -> None:
        """Bring every thinker's search up to date, after an import."""
        with suppress(ThinkerLostError):  # the next one begins with what there is
            await asyncio.gather(*(thinker.ask(None) for thinker in self._thinkers))

    async def stop(self) -> None:
        """End them all."""
        await asyncio.gather(*(thinker.ended() for thinker in self._thinkers))


@dataclass(frozen=True)
class DistantConversation:
    """A `Conversation` that is held elsewhere: by whichever thinker has the least to do."""

    thinkers: Thinkers
    today: date
    tenant: Tenant

    async def answer(self, text: str, talk: Talk) -> Answer:
        """What to say to `text` after `talk`, and where that leaves the conversation."""
        return await self._answer(text, talk)

    async def take(self, draft: Draft, talk: Talk) -> Answer:
        """The answer to a draft that comes ready made, and the talk then."""
        return await self._answer(draft, talk)

    async def _answer(self, said: str | Draft, talk: Talk) -> Answer:
        return await self.thinkers.answer(Said(said=said, talk=talk, today=self.today, tenant=self.tenant))


@asynccontextmanager
async def open_thinkers(settings: Settings) -> AsyncIterator[Thinkers]:
    """Thinkers that are ready, until the end of the block. Raises `ThinkerLostError`."""
    thinkers = Thinkers(settings)
    try:
        await thinkers.start()
        yield thinkers
    finally:
        await thinkers.stop()


class _Thinker:
    """One process, and the requests it has not answered yet."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = count()
        self._open: dict[int, asyncio.Future[Response]] = {}
        self._watchers: dict[int, Tell] = {}
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._listening = asyncio.create_task(self._listen())

    @property
    def is_lost(self) -> bool:
        return self._listening.done()

    @property
    def load(self) -> int:
        return len(self._open)

    async def begun(self) -> None:
        """Wait until it is ready. Raises `ThinkerLostError`."""
        await self._ready

    async def ask(self, said: Said | None) -> Response:
        number, watcher = next(self._numbers), current_watcher()
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._open[number] = answer
        if watcher:
            self._watchers[number] = watcher
        try:
            if self.is_lost:
                raise ThinkerLostError
            request = Request(number=number, said=said, is_watched=watcher is not None)
            _write(self._process, request.model_dump_json())
            return await answer
        finally:
            self._open.pop(number, None)
            self._watchers.pop(number, None)

    async def ended(self) -> int:
        """Let it end, or see to it; its exit code."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            return await asyncio.wait_for(self._process.wait(), _END_WITHIN)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()
        finally:
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self) -> None:
        assert self._process.stdout  # noqa: S101 - started with one
        try:
            if await self._process.stdout.readline():
                self._ready.set_result(None)
            while line := await self._process.stdout.readline():
                self._hear(Response.model_validate_json(line))
        finally:
            waited_for: list[asyncio.Future[Any]] = [self._ready, *self._open.values()]
            for unanswered in waited_for:
                if not unanswered.done():
                    unanswered.set_exception(ThinkerLostError())

    def _hear(self, response: Response) -> None:
        number = response.number
        if response.first is not None:
            if watcher := self._watchers.get(number):
                watcher(response.first)
        elif (waiting := self._open.get(number)) and not waiting.done():
            waiting.set_result(response)


async def _started(settings: Settings) -> _Thinker:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *_COMMAND),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE,
    )
    _write(process, settings_told(settings))
    async with AsyncExitStack() as stack:
        thinker = _Thinker(process)
        stack.push_async_callback(thinker.ended)
        await thinker.begun()
        stack.pop_all()
        return thinker


def _write(process: asyncio.subprocess.Process, line: str) -> None:
    if process.stdin:
        process.stdin.write(line.encode() + b"\n")

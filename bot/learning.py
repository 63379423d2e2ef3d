"""Learning from what people choose, and forgetting what is old: beside the work."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from agents.embedder import EmbedderError, MiniLMEmbedder
from agents.teaching import Taught, teach
from bot.settings import Settings
from bot.told import settings_told
from store.answers import note_outcomes
from store.database import Database
from store.locks import TakenError, held
from store.measured import measured_states
from store.opinions import delete_old_signals, signal_states
from store.tastes import taste_stamps

LOCK = "learner"
_ROUND = 60.0  # seconds between two looks at whether there is something to learn
_COMMAND = ("-m", "bot.learner")
log = logging.getLogger(__name__)


async def learn(settings: Settings, database: Database, *, now: datetime) -> tuple[Taught, ...]:
    """Note what became of the words people took, and bring every shop's taste up to date.

    Nothing if another process is at it.
    """
    with suppress(TakenError):
        async with held(settings.database, LOCK):
            async with database.session() as session:
                await note_outcomes(session, now=now)
            return await _teach(database, now)
    return ()


async def _teach(database: Database, now: datetime) -> tuple[Taught, ...]:
    """With what messages mean or, where the embedding model can't be used, by their copy alone."""
    embedder = MiniLMEmbedder()
    try:
        return await teach(database, now=now, embedder=embedder)
    except EmbedderError as error:
        log.warning("%s", error)
        return await teach(database, now=now)
    finally:
        embedder.close()


@asynccontextmanager
async def open_learning(
    settings: Settings, database: Database, clock: Callable[[], datetime]
) -> AsyncIterator[None]:
    """Until the end of the block, what is said is learned in a minute or two and forgotten when too old."""
    house = asyncio.create_task(_keep_learning(settings, database, clock))
    house.add_done_callback(_tell_why)
    try:
        yield
    finally:
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)


async def _keep_learning(settings: Settings, database: Database, clock: Callable[[], datetime]) -> None:
    seen: Any = None
    while True:
        async with database.session() as session:
            before = clock() - timedelta(days=settings.keep_votes_days)
            if gone := await delete_old_signals(session, before=before):
                log.info("%d votes were too old", gone)
            said, known = await signal_states(session), await taste_stamps(session)
            stands = (said, await measured_states(session)) if said or known else None
        if stands != seen:
            seen = stands
            await _learn(settings, database, clock)
        await asyncio.sleep(_ROUND)


async def _learn(settings: Settings, database: Database, clock: Callable[[], datetime]) -> None:
    """To learn takes seconds of work: where others do the thinking, another does this too."""
    if not settings.thinkers:
        await learn(settings, database, now=clock())
        return
    process = await asyncio.create_subprocess_exec(
        sys.executable, *_COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await process.communicate(settings_told(settings).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        log.warning("what was said could not be learned; the next change tries again")


def _tell_why(house: "asyncio.Task[None]") -> None:
    """It never ends by itself: say so if it does."""
    if not house.cancelled() and (error := house.exception()):
        log.error("nothing is learned any more", exc_info=error)

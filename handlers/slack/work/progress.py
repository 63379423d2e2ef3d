"""Progress from worker threads, shown in Slack no more often than Slack allows."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from handlers.slack.errors import SlackError
from store.ingest.engine import Progress

_EVERY = 3.0  # seconds: Slack takes about one chat.update a message in this time
log = logging.getLogger(__name__)


@asynccontextmanager
async def told_now_and_then(show: Callable[[str, float], Awaitable[None]]) -> AsyncIterator[Progress]:
    """A `Progress` for other threads; what it last heard is shown every few seconds, as a courtesy."""
    latest: list[tuple[str, float]] = []
    watcher = asyncio.create_task(_watch(latest, show))
    try:
        yield lambda what, share: latest.append((what, share))
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher


async def _watch(latest: list[tuple[str, float]], show: Callable[[str, float], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        if latest:
            what, share = latest[-1]
            latest.clear()
            await _shown(show, what, share)


async def _shown(show: Callable[[str, float], Awaitable[None]], what: str, share: float) -> None:
    try:
        await show(what, share)
    except SlackError as error:
        log.info("no progress shown: %s", error)

"""An answer that is being thought of, and the first version of it, where the rest takes a while."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from agents.first_version import FirstVersion
from handlers.slack.blocks.first import first_card
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.thinking import Thought, think

Result = TypeVar("Result")
_STEP = "first version"
_WHILE = 0.5  # seconds: an answer that is whole so soon after its first version is shown once


class Coming:
    """What will be said back: the `thought`, and before that perhaps a first version. See `coming`."""

    def __init__(
        self, steps: Steps, thought: asyncio.Task[Thought], told: asyncio.Future[FirstVersion]
    ) -> None:
        self.thought, self._steps, self._told = thought, steps, told

    @property
    def was_shown(self) -> bool:
        """Whether an earlier run of the job had a first version to show."""
        return self._steps.known(_STEP) is not None

    async def first(self) -> FirstVersion | None:
        """A first version that is worth showing; None once the thought is there, or has failed.

        It is recorded before it is shown, so that whatever later run finds it knows that it is not
        whole.
        """
        if (kept := self._steps.known(_STEP)) is not None:
            return FirstVersion.model_validate(kept)
        either: set[asyncio.Future[Any]] = {self.thought, self._told}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({self.thought}, timeout=_WHILE)
        if self.thought.done() or first_card(self._told.result()).overflow is not None:
            return None
        return FirstVersion.model_validate(await self._steps.run(_STEP, self._recorded))

    async def _recorded(self) -> dict[str, Any]:
        return self._told.result().model_dump(mode="json")


@asynccontextmanager
async def coming(desk: Desk, job: Job, steps: Steps) -> AsyncIterator[Coming]:
    """Think of the answer to a job, until the end of the block."""
    told: asyncio.Future[FirstVersion] = asyncio.get_running_loop().create_future()

    def tell(first: FirstVersion) -> None:
        if not told.done():
            told.set_result(first)

    async with under_way(think(desk, job, steps, tell)) as thought:
        yield Coming(steps, thought, told)


@asynccontextmanager
async def under_way(work: Coroutine[Any, Any, Result]) -> AsyncIterator[asyncio.Task[Result]]:
    """Work that goes on beside the block, and no longer than it."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)  # whoever needed it has awaited it

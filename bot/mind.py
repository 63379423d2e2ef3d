"""Where answers come from: this process, or others beside it."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

from bot.app import open_brain, open_history
from bot.settings import Settings
from bot.thinker import refresh, warmth
from bot.thinkers import DistantConversation, open_thinkers
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.slack.desk import Converse
from store.database import Database


@dataclass(frozen=True)
class Mind:
    """`brain` is here, for what is quick; `converse` may be elsewhere; `refresh` follows an import."""

    brain: Brain
    database: Database
    converse: Converse
    refresh: Callable[[], Awaitable[None]]


@asynccontextmanager
async def open_mind(settings: Settings) -> AsyncIterator[Mind]:
    """The mind, ready to be asked, on a history that is there. Raises `ThinkerLostError`."""
    async with AsyncExitStack() as stack:
        stack.callback(gc.unfreeze)  # what is put away at the end may be collected
        if settings.thinkers:
            thinkers = await stack.enter_async_context(open_thinkers(settings))
            database = await stack.enter_async_context(open_history(settings))
            near = await stack.enter_async_context(open_brain(settings, with_store=False))
            brain = replace(near, database=database)
            # What is there by now stays: a full collection would look through all of it, while nobody hears.
            gc.collect()
            gc.freeze()
            yield Mind(brain, database, partial(DistantConversation, thinkers), thinkers.refresh)
        else:
            brain = await stack.enter_async_context(open_brain(settings, warm=warmth(settings)))
            assert brain.database is not None  # noqa: S101 - it was opened with its history
            await brain.warm()
            yield Mind(brain, brain.database, partial(Conversation, brain), partial(refresh, brain))

"""What every handler is given: the brain, ready to be asked."""

import asyncio
import gc
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from agents.assume import Usual, fill_in
from agents.engines.base import Engine
from agents.history import NoHistory
from agents.hygiene import clean
from agents.pipeline import Pipeline
from agents.rehearsal import rehearsal_drafts, rehearse
from agents.types import Draft, Suggestion, Wish
from handlers.moves import read_move

if TYPE_CHECKING:  # SQLAlchemy takes half a second to load, and a single draft needs no database
    from store.database import Database

_AT_ONCE = 4
"""Drafts under way at once: enough to use the time in which one of them waits for the store."""


@dataclass(frozen=True)
class Brain:
    """The pipeline, the engine behind it and, where there is one, the history; `clock` tells the time.

    The `gate` lets a few drafts in at a time, first come, first served: of two hundred that arrive at
    once the first is answered first, rather than all of them last.
    """

    pipeline: Pipeline
    engine: Engine
    clock: Callable[[], datetime]
    database: "Database | None" = None
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def stranger(self) -> "Brain":
        """The same brain for whoever is connected to no shop: nobody's history is looked into."""
        return replace(self, pipeline=_without_history(self.pipeline))

    async def warm(self) -> None:
        """Do one of each kind of work now, so that nobody waits for what is needed the first time.

        Before serving; takes some seconds with a history, where the embedding model is loaded. The loop
        goes on: what compiles and loads does so in threads.
        """
        await asyncio.to_thread(_rehearse)
        if self.database is not None:
            await asyncio.to_thread(_load_history)
            drafts = rehearsal_drafts()
            await asyncio.gather(*(self.pipeline.history.recall(fill_in(draft).draft) for draft in drafts))
        # What is there by now stays: a full collection would look through all of it, for half a second.
        await asyncio.to_thread(gc.collect)
        gc.freeze()

    async def improve(
        self,
        draft: Draft,
        *,
        today: date,
        seed: int = 0,
        wishes: tuple[Wish, ...] = (),
        usual: Usual = Usual(),  # noqa: B008 - it is frozen
    ) -> Suggestion:
        """The pipeline's suggestion, kept with its draft (secrets taken out) where there is a history."""
        async with self.gate:
            suggestion = await self.pipeline.improve(
                draft, today=today, seed=seed, wishes=wishes, usual=usual
            )
        if self.database is not None:
            await _keep(self.database, draft, suggestion, now=self.clock())
        return suggestion


def _without_history(pipeline: Pipeline) -> Pipeline:
    """The pipeline, and the one that it may hand over to, without a past."""
    settles = pipeline.settles and _without_history(pipeline.settles)
    return replace(pipeline, history=NoHistory(), settles=settles)


async def _keep(database: "Database", draft: Draft, suggestion: Suggestion, *, now: datetime) -> None:
    from store.suggestions import save_suggestion  # noqa: PLC0415 - see above

    async with database.one_statement() as session:
        await save_suggestion(
            session,
            merchant_id=draft.merchant.id if draft.merchant else None,
            draft=clean(draft).draft.model_dump(mode="json"),
            suggestion=suggestion.model_dump(mode="json"),
            now=now,
        )


def _rehearse() -> None:
    rehearse()
    read_move("What is this?")


def _load_history() -> None:
    import handlers.history  # noqa: F401, PLC0415 - loading it is all that is wanted

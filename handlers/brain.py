"""What every handler is given: the brain, ready to be asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from agents.assume import Usual
from agents.engines.base import Engine
from agents.history import NoHistory
from agents.hygiene import clean
from agents.pipeline import Pipeline
from agents.types import Draft, Suggestion, Wish

if TYPE_CHECKING:  # SQLAlchemy takes half a second to load, and a single draft needs no database
    from store.database import Database


@dataclass(frozen=True)
class Brain:
    """The pipeline, the engine behind it and, where there is one, the history; `clock` tells the time."""

    pipeline: Pipeline
    engine: Engine
    clock: Callable[[], datetime]
    database: "Database | None" = None

    def stranger(self) -> "Brain":
        """The same brain for whoever is connected to no shop: nobody's history is looked into."""
        return replace(self, pipeline=replace(self.pipeline, history=NoHistory()))

    async def warm(self) -> None:
        """Do one of each kind of work now, so that nobody waits for what is needed the first time."""
        await self.pipeline.improve(Draft(body="Come back for a treat."), today=self.clock().date())

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
        suggestion = await self.pipeline.improve(draft, today=today, seed=seed, wishes=wishes, usual=usual)
        if self.database is not None:
            await _keep(self.database, draft, suggestion, now=self.clock())
        return suggestion


async def _keep(database: "Database", draft: Draft, suggestion: Suggestion, *, now: datetime) -> None:
    from store.suggestions import save_suggestion  # noqa: PLC0415 - see above

    async with database.session() as session:
        await save_suggestion(
            session,
            merchant_id=draft.merchant.id if draft.merchant else None,
            draft=clean(draft).draft.model_dump(mode="json"),
            suggestion=suggestion.model_dump(mode="json"),
            now=now,
        )

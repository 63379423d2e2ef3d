"""ContentAgent: what is wrong with a draft, and what strong templates of its segment do differently."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from agents.contrast import FEWEST, Seen, look_at, measure
from agents.copy_facts import Known
from agents.engines.base import Engine
from agents.engines.tasks import DIAGNOSE, SUMMARISE, DiagnoseInput, SummariseInput
from agents.templates import known_around, message_of
from agents.types import Contrast, Diagnosis, Draft, Segment
from store.rows import ScoredTemplate

if TYPE_CHECKING:
    from store.database import Database

Scope = Literal["own", "market"]

_FEWEST_SHOPS = 3
"""Other shops a pool needs, so that no count can be traced to one of them."""
_MOST = 400
"""Templates looked at on either side: more would not change what is said."""
_REMEMBERED = 2048


class ContentAgent:
    """Diagnoses drafts and contrasts segments. Without a database there is nothing to contrast."""

    def __init__(self, engine: Engine, database: "Database | None" = None) -> None:
        self._engine, self._database = engine, database
        self._contrasts: OrderedDict[tuple[str | None, Segment], tuple[str, Contrast | None]] = OrderedDict()

    async def diagnose(self, draft: Draft) -> Diagnosis:
        """The error types of a draft whose audience and channel are filled in, with evidence."""
        return await self._engine.run(DIAGNOSE, DiagnoseInput(draft=draft))

    async def contrast(self, segment: Segment, *, merchant_id: str | None) -> Contrast | None:
        """What strong templates do that weak ones don't, measured and in words.

        From the merchant's own templates if it has four strong and four weak ones, else from its own
        and those of at least three shops that share; None when there are not enough of either. Worked
        out once, until the segment's history changes.
        """
        if self._database is None:
            return None
        key = (merchant_id, segment)
        version = await self._version(self._database, segment)
        if self._contrasts.get(key, ("", None))[0] != version:
            self._contrasts[key] = version, await self._work_out(self._database, segment, merchant_id)
        self._contrasts.move_to_end(key)
        if len(self._contrasts) > _REMEMBERED:
            self._contrasts.popitem(last=False)
        return self._contrasts[key][1]

    async def _version(self, database: "Database", segment: Segment) -> str:
        # The tables' library takes time to import: not for those who never ask about the past.
        from store.versions import segment_version  # noqa: PLC0415

        async with database.session() as session:
            return await segment_version(session, audience=segment)

    async def _work_out(
        self, database: "Database", segment: Segment, merchant_id: str | None
    ) -> Contrast | None:
        own = await _rows(database, segment, merchant_id, "own")
        if _is_enough(own, merchant_id, "own"):
            return await self._told(segment, "own", own)
        if merchant_id is not None and not own:
            # Who has nothing to add is told what everybody is, worked out once for all of them.
            return await self.contrast(segment, merchant_id=None)
        rows = [*own, *await _rows(database, segment, merchant_id, "market")]
        return await self._told(segment, "market", rows) if _is_enough(rows, merchant_id, "market") else None

    async def _told(self, segment: Segment, scope: Scope, rows: Sequence[ScoredTemplate]) -> Contrast:
        contrast = await asyncio.to_thread(_contrast, segment, scope, rows)
        summary = await self._engine.run(SUMMARISE, SummariseInput(contrast=contrast))
        return contrast.model_copy(update={"summary": summary.text})


async def _rows(
    database: "Database", segment: Segment, merchant_id: str | None, scope: Scope
) -> tuple[ScoredTemplate, ...]:
    """The strong and weak templates of a segment, the merchant's own or those of others who share."""
    from store.exemplars import segment_templates  # noqa: PLC0415 - as above

    async with database.session() as session:
        return await segment_templates(session, merchant_id=merchant_id, audience=segment, scope=scope)


def _is_enough(rows: Sequence[ScoredTemplate], merchant_id: str | None, scope: Scope) -> bool:
    sides = [sum(row.quarter == quarter for row in rows) for quarter in ("strong", "weak")]
    shops = {row.merchant_id for row in rows} - {merchant_id}
    return min(sides) >= FEWEST and (scope == "own" or len(shops) >= _FEWEST_SHOPS)


def _contrast(segment: Segment, scope: Scope, rows: Sequence[ScoredTemplate]) -> Contrast:
    rows = sorted(rows, key=lambda row: -row.shrunk_score)
    strong = [_seen(row) for row in rows if row.quarter == "strong"][:_MOST]
    weak = [_seen(row) for row in rows if row.quarter == "weak"][-_MOST:]
    return Contrast(
        segment=segment,
        scope=scope,
        n_strong=len(strong),
        n_weak=len(weak),
        patterns=measure(strong, weak),
    )


def _seen(row: ScoredTemplate) -> Seen:
    known: Known = known_around(row)
    return look_at(message_of(row), known)

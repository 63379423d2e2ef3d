"""Signals as a teacher reads them: with what they are about, those that were taken back left out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Signal, Suggestion, Workspace
from store.rows import OpinionRow, SignalRow


@dataclass(frozen=True, slots=True)
class SignalState:
    """How a merchant's signals stand: equal while nothing was said, taken back, deleted or lent anew."""

    signals: int
    removed: int
    newest: datetime
    newest_removal: datetime | None
    lent: int


async def list_opinions(session: AsyncSession, *, merchant_id: str) -> tuple[OpinionRow, ...]:
    """What was said of a merchant's suggestions and still holds, the oldest first, whoever said it where.

    Everybody who works for the merchant counts, whichever workspace they are in.
    """
    same = and_(col(Suggestion.id) == Signal.suggestion_id, col(Suggestion.merchant_id) == merchant_id)
    query = (
        select(Signal, Suggestion, Workspace.lends_votes)
        .join(Suggestion, same)
        .outerjoin(Workspace, col(Workspace.team_id) == Signal.team_id)
        .where(col(Signal.merchant_id) == merchant_id, col(Signal.removed_at).is_(None))
        .order_by(col(Signal.at), col(Signal.key))
    )
    return tuple(
        [
            OpinionRow(
                signal=SignalRow.of(signal), draft=kept.draft, suggestion=kept.suggestion, lends=bool(lends)
            )
            for signal, kept, lends in await session.exec(query)
        ]
    )


async def signal_states(session: AsyncSession) -> dict[str, SignalState]:
    """How the signals of every merchant stand, for whoever trains all of them: one look at the table."""
    lends = and_(col(Workspace.team_id) == Signal.team_id, col(Workspace.lends_votes).is_(True))
    states: Select[*tuple[Any, ...]] = Select(
        col(Signal.merchant_id),
        func.count(),
        func.count(col(Signal.removed_at)),
        func.max(Signal.at),
        func.max(Signal.removed_at),
        func.count(col(Workspace.team_id)),
    )
    query = (
        states.select_from(Signal)
        .outerjoin(Workspace, lends)
        .where(col(Signal.merchant_id).is_not(None))
        .group_by(col(Signal.merchant_id))
    )
    return {str(merchant): SignalState(*state) for merchant, *state in await session.exec(query)}


async def delete_old_signals(session: AsyncSession, *, before: datetime) -> int:
    """Delete what was done before that moment, and removals of it; how many signals those were."""
    return (await session.exec(delete(Signal).where(col(Signal.at) < before))).rowcount

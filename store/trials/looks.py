"""Looks at trials written down, and who tells of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Trial
from store.trials.kept import one_trial


async def note_look(
    session: AsyncSession,
    *,
    merchant_id: str,
    trial_id: str,
    seen: int,
    look: Mapping[str, Any],
    verdict: str | None,
    ended_at: datetime | None,
) -> bool:
    """Add a look (plain JSON) to a trial that has had `seen` so far; False if another came first.

    The plan is never touched. A trial that has ended takes no further look.
    """
    row = (await session.exec(one_trial(merchant_id, trial_id).with_for_update())).one()
    if len(row.looks) != seen or row.ended_at is not None:
        return False
    row.looks = [*row.looks, dict(look)]
    row.verdict, row.ended_at = verdict, ended_at
    session.add(row)
    return True


async def claim_look(
    session: AsyncSession, *, merchant_id: str, trial_id: str, number: int, key: str
) -> bool:
    """Make a look, the `number`-th from 0, this key's to tell; whether it is, now or from before."""
    row = (await session.exec(one_trial(merchant_id, trial_id).with_for_update())).one()
    look = row.looks[number]
    if look.get("told") is None:
        row.looks = [*row.looks[:number], {**look, "told": key}, *row.looks[number + 1 :]]
        session.add(row)
    return bool(row.looks[number]["told"] == key)


async def untold_looks(session: AsyncSession) -> tuple[tuple[str, str, int], ...]:
    """(team_id, trial_id, number of looks) of all trials with a look that nobody has told of yet."""
    # Looks are kept as they are written: this is how "not told" stands there.
    waiting = cast(col(Trial.looks), String).contains('"told": null')
    query = (
        select(Trial.team_id, Trial.id, Trial.looks)
        .where(col(Trial.team_id).is_not(None), waiting)
        .order_by(col(Trial.team_id), col(Trial.id))
    )
    return tuple([(team, trial, len(looks)) for team, trial, looks in await session.exec(query) if team])


async def end_trial(session: AsyncSession, *, merchant_id: str, trial_id: str, now: datetime) -> bool:
    """End a trial that is running, whatever its verdict; False if there is none that runs."""
    row = (await session.exec(one_trial(merchant_id, trial_id.upper()).with_for_update())).first()
    if row is None or row.ended_at is not None:
        return False
    row.ended_at = now
    session.add(row)
    return True

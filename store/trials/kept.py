"""Trials written down, and every look at them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from store.models import Trial, TrialArm
from store.rows import TrialArmRow, TrialRow
from store.upsert import upsert


async def add_trial(
    session: AsyncSession,
    *,
    merchant_id: str,
    trial: Mapping[str, Any],
    arms: Iterable[Mapping[str, Any]],
    now: datetime,
) -> None:
    """Keep a trial with its arms; an id this merchant has already changes nothing.

    `trial` has the columns of `Trial` that are settled from the start, `arms` those of `TrialArm`.
    """
    row = {**trial, "merchant_id": merchant_id, "looks": [], "created_at": now}
    await upsert(session, Trial, [row], keep=row.keys())
    rows = [{**arm, "merchant_id": merchant_id, "trial_id": trial["id"]} for arm in arms]
    if rows:
        await upsert(session, TrialArm, rows, keep=rows[0].keys())


async def get_trial(session: AsyncSession, *, merchant_id: str, trial_id: str) -> TrialRow | None:
    """The merchant's trial of this id, capitals aside; None if it has none."""
    found = list(await session.exec(one_trial(merchant_id, trial_id.upper())))
    rows = await _with_arms(session, merchant_id, found)
    return rows[0] if rows else None


async def list_trials(
    session: AsyncSession, *, merchant_id: str, running: bool = False, limit: int = 100
) -> tuple[TrialRow, ...]:
    """The merchant's trials, newest first; with `running` those that have not ended."""
    query = select(Trial).where(col(Trial.merchant_id) == merchant_id)
    if running:
        query = query.where(col(Trial.ended_at).is_(None))
    newest = query.order_by(col(Trial.created_at).desc(), col(Trial.id)).limit(limit)
    return await _with_arms(session, merchant_id, list(await session.exec(newest)))


def one_trial(merchant_id: str, trial_id: str) -> SelectOfScalar[Trial]:
    """The query for a merchant's trial of this id."""
    return select(Trial).where(col(Trial.merchant_id) == merchant_id, col(Trial.id) == trial_id)


async def _with_arms(
    session: AsyncSession, merchant_id: str, trials: Sequence[Trial]
) -> tuple[TrialRow, ...]:
    ids = [trial.id for trial in trials]
    query = select(TrialArm).where(col(TrialArm.merchant_id) == merchant_id, col(TrialArm.trial_id).in_(ids))
    arms: defaultdict[str, list[TrialArmRow]] = defaultdict(list)
    for arm in await session.exec(query.order_by(col(TrialArm.trial_id), col(TrialArm.arm))):
        arms[arm.trial_id].append(TrialArmRow.of(arm))
    return tuple(TrialRow.of(trial, arms=tuple(arms[trial.id])) for trial in trials)

"""For whom a digest is due, and which are made already."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Digest, Workspace
from store.rows import DigestPlanRow


async def digest_plans(session: AsyncSession) -> tuple[DigestPlanRow, ...]:
    """Every merchant's plan, for the clock that serves them all; a merchant without one has no digest.

    Of several workspaces of one merchant the first that was connected to us and has a channel gets it.
    """
    return await _plans(session, None)


async def planned_digest(session: AsyncSession, *, merchant_id: str) -> DigestPlanRow | None:
    """The merchant's plan, None if no workspace of theirs chose a channel."""
    return next(iter(await _plans(session, merchant_id)), None)


async def weeks_made(session: AsyncSession, *, since: datetime) -> frozenset[tuple[str, str]]:
    """Merchants and weeks whose digests were chosen since then, for the clock that serves them all."""
    query = select(Digest.merchant_id, Digest.week).where(col(Digest.created_at) >= since)
    return frozenset([(merchant, week) for merchant, week in await session.exec(query)])


async def _plans(session: AsyncSession, merchant_id: str | None) -> tuple[DigestPlanRow, ...]:
    query = select(Workspace).where(
        col(Workspace.merchant_id).is_not(None), col(Workspace.digest_channel).is_not(None)
    )
    if merchant_id is not None:
        query = query.where(col(Workspace.merchant_id) == merchant_id)
    in_order = query.order_by(col(Workspace.created_at), col(Workspace.team_id))
    found = await session.exec(in_order.execution_options(populate_existing=True))
    return tuple(_first_of_each(DigestPlanRow.of(workspace) for workspace in found))


def _first_of_each(plans: Iterable[DigestPlanRow]) -> Iterable[DigestPlanRow]:
    seen: set[str] = set()
    for plan in plans:
        if plan.merchant_id not in seen:
            seen.add(plan.merchant_id)
            yield plan

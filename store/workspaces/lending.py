"""Which workspaces lend what their people choose."""

from sqlalchemy import and_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Merchant, Signal, Workspace
from store.rows import LendingRow


async def list_lending(session: AsyncSession) -> tuple[LendingRow, ...]:
    """Every connected workspace, whether it lends, and how many votes that stand it has: for the operator."""
    counts = and_(
        col(Signal.team_id) == Workspace.team_id,
        col(Signal.merchant_id) == Workspace.merchant_id,
        col(Signal.removed_at).is_(None),
        col(Signal.kind) != "outcome",
    )
    query = (
        select(Workspace, Merchant, func.count(col(Signal.key)))
        .join(Merchant, col(Merchant.id) == Workspace.merchant_id)
        .outerjoin(Signal, counts)
        .group_by(*Workspace.metadata.tables["workspaces"].c, *Merchant.metadata.tables["merchants"].c)
        .order_by(col(Workspace.team_id))
    )
    return tuple(
        [
            LendingRow.of(workspace, merchant_id=merchant.id, merchant_name=merchant.name, votes=votes)
            for workspace, merchant, votes in await session.exec(query)
        ]
    )

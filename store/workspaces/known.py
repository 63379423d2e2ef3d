"""Slack workspaces, and whose they are."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnknownMerchantError
from store.models import ConnectCode, Merchant, Thread, Workspace
from store.rows import MerchantRow, WorkspaceRow
from store.upsert import upsert
from store.workspaces.settings import change_workspace


async def get_workspace(session: AsyncSession, *, team_id: str) -> WorkspaceRow | None:
    """The workspace with its merchant, None before anything was noted of it."""
    query = (
        select(Workspace, Merchant)
        .outerjoin(Merchant, col(Merchant.id) == Workspace.merchant_id)
        .where(col(Workspace.team_id) == team_id)
        .execution_options(populate_existing=True)
    )
    found = (await session.exec(query)).first()
    if found is None:
        return None
    workspace, merchant = found
    return WorkspaceRow.of(
        workspace,
        merchant=MerchantRow.of(merchant) if merchant else None,
        editors=tuple(workspace.editors),
    )


async def note_workspace(
    session: AsyncSession, *, team_id: str, name: str, now: datetime, enterprise_id: str | None = None
) -> None:
    """Make a workspace known, or rename it; its merchant and settings stay.

    Cheap to call often: nothing is written where nothing changed. An enterprise once told is kept.
    """
    known = await get_workspace(session, team_id=team_id)
    enterprise_id = enterprise_id or (known.enterprise_id if known else None)
    if known and (known.name, known.enterprise_id) == (name, enterprise_id):
        return
    row = {"team_id": team_id, "name": name, "enterprise_id": enterprise_id, "updated_at": now}
    await upsert(session, Workspace, [row | {"created_at": now}], keep=["created_at"])


async def connect_workspace(
    session: AsyncSession, *, team_id: str, merchant_id: str | None, now: datetime
) -> None:
    """Make this workspace the merchant's, or nobody's with None.

    When it was another merchant's before, its threads are forgotten and that merchant's used codes
    are void. Raises UnknownWorkspaceError, UnknownMerchantError.
    """
    if merchant_id is not None and await session.get(Merchant, merchant_id) is None:
        raise UnknownMerchantError(merchant_id)
    known = await get_workspace(session, team_id=team_id)
    change = {"merchant_id": merchant_id, "updated_at": now}
    await change_workspace(session, team_id=team_id, values=change)
    if known and known.merchant and known.merchant.id != merchant_id:
        await session.exec(delete(Thread).where(col(Thread.team_id) == team_id))
    others = col(ConnectCode.merchant_id).is_distinct_from(merchant_id)
    await session.exec(delete(ConnectCode).where(col(ConnectCode.used_by_team) == team_id, others))

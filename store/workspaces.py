"""Slack workspaces: whose they are, and how they want it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnknownMerchantError, UnknownWorkspaceError
from store.models import ConnectCode, Merchant, Thread, Workspace
from store.rows import MerchantRow, WorkspaceRow
from store.upsert import upsert


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
    await _change(session, team_id, {"merchant_id": merchant_id, "updated_at": now})
    if known and known.merchant and known.merchant.id != merchant_id:
        await session.exec(delete(Thread).where(col(Thread.team_id) == team_id))
    others = col(ConnectCode.merchant_id).is_distinct_from(merchant_id)
    await session.exec(delete(ConnectCode).where(col(ConnectCode.used_by_team) == team_id, others))


async def save_workspace_settings(  # noqa: PLR0913 - one argument for each field of the form
    session: AsyncSession,
    *,
    team_id: str,
    now: datetime,
    time_zone: str,
    digest_channel: str | None,
    digest_day: int,
    digest_hour: int,
    default_audience: str | None,
    default_channel: str | None,
    editors: Collection[str],
) -> None:
    """Replace a workspace's settings, in the units of `store.models.Workspace`.

    Raises UnknownWorkspaceError.
    """
    settings = {
        "time_zone": time_zone,
        "digest_channel": digest_channel,
        "digest_day": digest_day,
        "digest_hour": digest_hour,
        "default_audience": default_audience,
        "default_channel": default_channel,
        "editors": list(editors),
        "updated_at": now,
    }
    await _change(session, team_id, settings)


async def _change(session: AsyncSession, team_id: str, values: dict[str, Any]) -> None:
    changed = await session.exec(update(Workspace).where(col(Workspace.team_id) == team_id).values(values))
    if not changed.rowcount:
        raise UnknownWorkspaceError(team_id)

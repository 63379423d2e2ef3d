"""How a workspace wants it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnknownWorkspaceError
from store.models import Workspace


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
    lends_votes: bool = False,
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
        "lends_votes": lends_votes,
        "updated_at": now,
    }
    await change_workspace(session, team_id=team_id, values=settings)


async def change_workspace(session: AsyncSession, *, team_id: str, values: Mapping[str, Any]) -> None:
    """Change columns of a workspace. Raises UnknownWorkspaceError."""
    changed = await session.exec(update(Workspace).where(col(Workspace.team_id) == team_id).values(values))
    if not changed.rowcount:
        raise UnknownWorkspaceError(team_id)

"""One-time codes that connect a workspace to a merchant; the codes themselves are never kept."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import ConnectCode


async def save_code(
    session: AsyncSession, *, digest: str, merchant_id: str, expires_at: datetime, now: datetime
) -> None:
    """Keep a new code by its SHA-256; it works until `expires_at`, for one workspace."""
    session.add(ConnectCode(digest=digest, merchant_id=merchant_id, created_at=now, expires_at=expires_at))
    await session.flush()


async def redeem_code(session: AsyncSession, *, digest: str, team_id: str, now: datetime) -> str | None:
    """Use a code up for this workspace; the merchant's id, None if it is unknown, expired or used.

    Of two workspaces at once, one gets it. The workspace that used a code gets the same merchant
    again, so that a form sent twice does no harm, until it is disconnected from that merchant.
    """
    unused = col(ConnectCode.used_at).is_(None) & (col(ConnectCode.expires_at) > now)
    await session.exec(
        update(ConnectCode)
        .where(col(ConnectCode.digest) == digest, unused)
        .values(used_at=now, used_by_team=team_id)
    )
    used = select(ConnectCode.merchant_id).where(
        col(ConnectCode.digest) == digest, col(ConnectCode.used_by_team) == team_id
    )
    return (await session.exec(used)).first()

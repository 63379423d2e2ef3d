"""Which parts of a digest stand in Slack, and where."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from store.digests.kept import of_week
from store.models import Digest, DigestItem


async def note_message(session: AsyncSession, *, merchant_id: str, week: str, ts: str) -> None:
    """Note where a digest stands."""
    await session.exec(update(Digest).where(*of_week(Digest, merchant_id, week)).values(ts=ts))


async def note_item(session: AsyncSession, *, merchant_id: str, week: str, position: int, ts: str) -> None:
    """Note where the answer to one of its templates stands."""
    this = (*of_week(DigestItem, merchant_id, week), col(DigestItem.position) == position)
    await session.exec(update(DigestItem).where(*this).values(ts=ts))


async def note_posted(session: AsyncSession, *, merchant_id: str, week: str, now: datetime) -> None:
    """Note that all parts of a digest stand; the first time counts."""
    open_still = col(Digest.posted_at).is_(None)
    await session.exec(
        update(Digest).where(*of_week(Digest, merchant_id, week), open_still).values(posted_at=now)
    )

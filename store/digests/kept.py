"""Digests as they were chosen, and which of their parts stand in Slack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Digest, DigestItem
from store.rows import DigestItemRow, DigestRow
from store.tenancy import seen_by
from store.upsert import upsert

_OF_AN_ITEM = ("campaign_id", "suggestion_id", "shrunk_score", "gain")


async def save_digest(
    session: AsyncSession,
    *,
    merchant_id: str,
    week: str,
    team_id: str,
    channel: str,
    content: Mapping[str, Any],
    now: datetime,
) -> DigestRow:
    """Keep what was chosen for a week, unless something was chosen already; what is kept then.

    `content["items"]` is a list, the first at position 1; of each campaign_id, suggestion_id, shrunk_score
    and gain stand in rows of their own as well.
    """
    key = {"merchant_id": merchant_id, "week": week}
    row = {"team_id": team_id, "channel": channel, "content": dict(content), "created_at": now}
    await upsert(session, Digest, [key | row], keep=row.keys())
    kept = select(Digest).where(*of_week(Digest, merchant_id, week))
    # Whoever was second has chosen with other suggestions: the first one's items are kept, by either.
    first = (await session.exec(kept.execution_options(populate_existing=True))).one()
    items = [
        key | {"position": number} | {name: item[name] for name in _OF_AN_ITEM}
        for number, item in enumerate(first.content["items"], 1)
    ]
    await upsert(session, DigestItem, items, keep=_OF_AN_ITEM)
    found = await get_digest(session, merchant_id=merchant_id, week=week)
    assert found is not None  # noqa: S101 - it was written above
    return found


async def get_digest(session: AsyncSession, *, merchant_id: str, week: str) -> DigestRow | None:
    """The merchant's digest of this week, None before it was chosen."""
    return await _fetch(session, col(Digest.merchant_id) == merchant_id, col(Digest.week) == week)


async def digest_at(session: AsyncSession, *, team_id: str, channel: str, ts: str) -> DigestRow | None:
    """The digest in this message, None if there is none, or if it was for another shop than today's."""
    place = (col(Digest.team_id) == team_id, col(Digest.channel) == channel, col(Digest.ts) == ts)
    return await _fetch(session, *place, seen_by(team_id, Digest.merchant_id))


def of_week(
    table: type[Digest] | type[DigestItem], merchant_id: str, week: str
) -> tuple[ColumnElement[bool], ...]:
    """The condition that a row is of the merchant's digest of this week."""
    return (col(table.merchant_id) == merchant_id, col(table.week) == week)


async def _fetch(session: AsyncSession, *this: ColumnElement[bool]) -> DigestRow | None:
    fresh = {"populate_existing": True}
    digest = (await session.exec(select(Digest).where(*this).execution_options(**fresh))).first()
    if digest is None:
        return None
    items = select(DigestItem).where(*of_week(DigestItem, digest.merchant_id, digest.week))
    in_order = items.order_by(col(DigestItem.position)).execution_options(**fresh)
    return DigestRow.of(
        digest, items=tuple([DigestItemRow.of(item) for item in await session.exec(in_order)])
    )

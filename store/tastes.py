"""Versions of what reactions and outcomes taught, per merchant and for all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, true, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Taste
from store.rows import TasteRow
from store.upsert import upsert


async def save_taste(
    session: AsyncSession, *, merchant_id: str, key: str, pairs: int, model: Mapping[str, Any], now: datetime
) -> int:
    """Keep a model (plain JSON) as the newest version; the number of the newest version.

    A model trained on what the newest version was trained on (the same `key`) takes its place and makes
    no new one. Of two processes that save at the same time, one does. `merchant_id` is "" for all shops
    that share.
    """
    newest = await get_taste(session, merchant_id=merchant_id)
    if newest and newest.key == key:
        same = (col(Taste.merchant_id) == merchant_id, col(Taste.version) == newest.version)
        await session.exec(update(Taste).where(*same).values(model=dict(model)))
        return newest.version
    version = newest.version + 1 if newest else 1
    row = {"merchant_id": merchant_id, "version": version, "key": key, "pairs": pairs}
    row |= {"model": dict(model), "created_at": now}
    await upsert(session, Taste, [row], keep=row.keys())
    return version


async def get_taste(session: AsyncSession, *, merchant_id: str) -> TasteRow | None:
    """The newest version, None before there is one."""
    query = select(Taste).where(col(Taste.merchant_id) == merchant_id)
    found = (await session.exec(query.order_by(col(Taste.version).desc()).limit(1))).first()
    return TasteRow.of(found) if found else None


async def taste_stamps(
    session: AsyncSession, *, merchant_ids: Collection[str] | None = None
) -> dict[str, str]:
    """A stamp of the newest version of each of these that has one: cheap enough to ask before every answer.

    Without `merchant_ids`, of everybody's.
    Another stamp is another version; that it goes down again when versions were deleted does no harm.
    """
    these = true() if merchant_ids is None else col(Taste.merchant_id).in_(merchant_ids)
    newest = (
        select(Taste.merchant_id, func.max(Taste.version).label("version"))
        .where(these)
        .group_by(col(Taste.merchant_id))
        .subquery()
    )
    same = and_(newest.c.merchant_id == Taste.merchant_id, newest.c.version == Taste.version)
    rows = await session.exec(select(Taste.merchant_id, Taste.version, Taste.key).join(newest, same))
    return {merchant: f"{version}:{key}" for merchant, version, key in rows}


async def drop_tastes(session: AsyncSession, *, merchant_ids: Collection[str], keep: int = 0) -> int:
    """Delete all but the newest `keep` versions of each; how many those were.

    All of them after somebody was forgotten: each still knows what that person's votes taught.
    """
    total = 0
    for merchant_id in merchant_ids:
        own = col(Taste.merchant_id) == merchant_id
        newest = select(func.max(Taste.version)).where(own).scalar_subquery()
        old = delete(Taste).where(own, col(Taste.version) <= newest - keep)
        total += (await session.exec(old)).rowcount
    return total

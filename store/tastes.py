"""Versions of what reactions and outcomes taught, per merchant and for all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Taste
from store.rows import TasteRow
from store.upsert import upsert


async def save_taste(
    session: AsyncSession, *, merchant_id: str, key: str, pairs: int, model: Mapping[str, Any], now: datetime
) -> int:
    """Keep a model (plain JSON) as the newest version; the number of the newest version.

    A model trained on what the newest version was trained on (the same `key`) makes no new one. Of two
    processes that save at the same time, one does. `merchant_id` is "" for all shops that share.
    """
    newest = await get_taste(session, merchant_id=merchant_id)
    if newest and newest.key == key:
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


async def taste_versions(session: AsyncSession, *, merchant_ids: Collection[str]) -> dict[str, int]:
    """The newest version of each that has one: cheap enough to ask before every answer."""
    newest = select(Taste.merchant_id, func.max(Taste.version)).where(
        col(Taste.merchant_id).in_(merchant_ids)
    )
    return dict((await session.exec(newest.group_by(col(Taste.merchant_id)))).all())


async def drop_old_tastes(session: AsyncSession, *, merchant_id: str, keep: int) -> int:
    """Delete all but the newest `keep` versions; how many those were.

    With 1 after somebody was forgotten: older versions still know what that person's votes taught.
    """
    newest = (await taste_versions(session, merchant_ids=[merchant_id])).get(merchant_id, 0)
    old = (col(Taste.merchant_id) == merchant_id, col(Taste.version) <= newest - keep)
    return (await session.exec(delete(Taste).where(*old))).rowcount

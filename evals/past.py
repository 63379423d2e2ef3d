"""A history in a database, from rows like those of the demo corpus, for measurements and tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from store import models
from store.database import Database
from store.merchants import set_consent, upsert_merchant
from store.upsert import upsert

_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_QUARTERS = {"strong": ("strong", 2.5), "middling": (None, 1.5), "weak": ("weak", 0.5)}


async def remember(database: Database, rows: Sequence[Mapping[str, Any]], *, shares: bool = True) -> None:
    """Store rows as campaigns of their merchants, each with an engagement.

    Strong and weak are what a row's `quality` says; `score` and `delivered` may be given.
    """
    async with database.session() as session:
        for row in rows:
            await _remember(session, row, shares=shares)


async def _remember(session: AsyncSession, row: Mapping[str, Any], *, shares: bool) -> None:
    shop = row["merchant"]
    await upsert_merchant(
        session, merchant_id=shop["id"], name=shop["name"], market=shop.get("market"), now=_NOW
    )
    await set_consent(session, merchant_id=shop["id"], shares_into_market=shares)
    own = {"merchant_id": shop["id"], "id": row["id"]}
    words = {name: row.get(name) for name in ("channel", "title", "body", "language")}
    await upsert(session, models.Template, [own | words])
    if row.get("product"):
        await upsert(session, models.Product, [own | dict(row["product"])])
    if row.get("voucher"):
        await upsert(session, models.Voucher, [own | _voucher(row["voucher"])])
    sent = {
        "template_id": row["id"],
        "product_id": row["id"] if row.get("product") else None,
        "voucher_id": row["id"] if row.get("voucher") else None,
        "audience": row["audience"],
        "channel": row["channel"],
        "group_key": row["id"],
    }
    await upsert(session, models.Campaign, [own | sent])
    await upsert(session, models.Engagement, [_engagement(row)])


def _voucher(voucher: Mapping[str, Any]) -> dict[str, Any]:
    day = voucher.get("expires_at")
    fields = {name: voucher.get(name) for name in ("title", "type", "value", "currency", "min_spend")}
    return fields | {"expires_at": date.fromisoformat(day) if isinstance(day, str) else day}


def _engagement(row: Mapping[str, Any]) -> dict[str, Any]:
    quarter, score = _QUARTERS[row.get("quality", "strong")]
    score = row.get("score", score)
    return {
        "merchant_id": row["merchant"]["id"],
        "group_key": row["id"],
        "audience": row["audience"],
        "delivered": row.get("delivered", row.get("engagement", {}).get("delivered", 1000)),
        "mean_score": score,
        "shrunk_score": score,
        "quarter": quarter,
        "computed_at": _NOW,
    }

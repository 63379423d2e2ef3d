"""Merchants and their consent."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnknownMerchantError
from store.models import Merchant
from store.rows import MerchantRow
from store.upsert import upsert


async def get_merchant(session: AsyncSession, *, merchant_id: str) -> MerchantRow | None:
    """The merchant of this id, None when we know none."""
    merchant = await session.get(Merchant, merchant_id)
    return MerchantRow.of(merchant) if merchant else None


async def list_merchants(session: AsyncSession) -> tuple[MerchantRow, ...]:
    """Every merchant by id: for the operator, who runs the bot for all of them."""
    found = await session.exec(select(Merchant).order_by(col(Merchant.id)))
    return tuple(MerchantRow.of(merchant) for merchant in found)


async def upsert_merchant(
    session: AsyncSession, *, merchant_id: str, name: str, market: str | None, now: datetime
) -> None:
    """Make a merchant known or rename it. A new one shares nothing; a known one's consent stays."""
    row = {"id": merchant_id, "name": name, "market": market, "created_at": now}
    await upsert(session, Merchant, [row], keep=["created_at"])


async def set_consent(session: AsyncSession, *, merchant_id: str, shares_into_market: bool) -> None:
    """Let a merchant's strong templates serve others as patterns, or stop it, from the next query on.

    Raises UnknownMerchantError.
    """
    merchant = await session.get(Merchant, merchant_id)
    if merchant is None:
        raise UnknownMerchantError(merchant_id)
    merchant.shares_into_market = shares_into_market
    session.add(merchant)

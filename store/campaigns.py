"""Campaigns with their template, product, voucher and engagement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.joins import from_campaigns
from store.models import Campaign, Engagement, Merchant, Product, Template, Voucher
from store.rows import CampaignRow, EngagementRow, MerchantRow, ProductRow, TemplateRow, VoucherRow


async def get_campaign(session: AsyncSession, *, merchant_id: str, campaign_id: str) -> CampaignRow | None:
    """The merchant's campaign of this id, else the one whose id differs in case alone, else None."""
    own = col(Campaign.merchant_id) == merchant_id
    # The exact id is found through the key; only a miss costs a look at all the merchant's ids.
    for same_id in (col(Campaign.id) == campaign_id, _same_but_for_case(campaign_id)):
        found = await _fetch(session, _campaigns().where(own, same_id).order_by(col(Campaign.id)).limit(1))
        if found:
            return found[0]
    return None


async def find_campaign(session: AsyncSession, *, campaign_id: str) -> tuple[CampaignRow, ...]:
    """Every merchant's campaign of this id, case aside: for the operator's command line.

    Two merchants may use the same id; then the operator has to say which is meant.
    """
    query = _campaigns().where(_same_but_for_case(campaign_id))
    return await _fetch(session, query.order_by(col(Campaign.merchant_id), col(Campaign.id)))


async def list_campaigns(
    session: AsyncSession, *, merchant_id: str, weak_only: bool = False, limit: int = 20
) -> tuple[CampaignRow, ...]:
    """A merchant's campaigns, worst first by their percentile within their segment.

    Those without engagement come last, or not at all with `weak_only`, which keeps the bottom
    quarter of each segment.
    """
    query = _campaigns().where(col(Campaign.merchant_id) == merchant_id)
    if weak_only:
        query = query.where(col(Engagement.quarter) == "weak")
    worst_first = (
        col(Engagement.percentile).asc().nulls_last(),
        col(Engagement.shrunk_score).asc().nulls_last(),
        col(Campaign.id),
    )
    return await _fetch(session, query.order_by(*worst_first).limit(limit))


async def search_campaigns(
    session: AsyncSession, *, merchant_id: str, words: Sequence[str], limit: int = 200
) -> tuple[CampaignRow, ...]:
    """A merchant's campaigns in which any of the words (in lower case) stands, the newest first."""
    columns: tuple[Any, ...] = (
        *(Campaign.id, Campaign.audience, Campaign.channel, Template.title, Template.body),
        *(Product.name, Product.category, Voucher.title),
    )
    found = [func.lower(col(column)).contains(word, autoescape=True) for column in columns for word in words]
    query = _campaigns().where(col(Campaign.merchant_id) == merchant_id, or_(*found))
    newest = (col(Campaign.sent_at).desc().nulls_last(), col(Campaign.id))
    return await _fetch(session, query.order_by(*newest).limit(limit))


def _campaigns() -> Select[*tuple[Any, ...]]:
    return from_campaigns(Campaign, Merchant, Template, Product, Voucher, Engagement)


def _same_but_for_case(campaign_id: str) -> ColumnElement[bool]:
    # Both sides are folded by the database: Python's idea of lower case is wider than SQLite's.
    return func.lower(col(Campaign.id)) == func.lower(campaign_id)


async def _fetch(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> tuple[CampaignRow, ...]:
    return tuple(
        CampaignRow.of(
            campaign,
            merchant=MerchantRow.of(merchant),
            template=TemplateRow.of(template),
            product=ProductRow.of(product) if product else None,
            voucher=VoucherRow.of(voucher) if voucher else None,
            engagement=EngagementRow.of(engagement) if engagement else None,
        )
        for campaign, merchant, template, product, voucher, engagement in await session.exec(query)
    )

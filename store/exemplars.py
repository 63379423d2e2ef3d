"""Templates with the scores they earned: what to learn from, and what to learn not to do.

A template sent several times to one audience with the same product and voucher is one exemplar.
"""

from typing import Any, Literal

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.joins import from_campaigns
from store.models import Campaign, Engagement, Merchant, Product, Template, Voucher
from store.rows import ProductRow, Quarter, ScoredTemplate, VoucherRow

Scope = Literal["own", "market"]

_COLUMNS: tuple[Any, ...] = (
    col(Campaign.id).label("campaign_id"),
    col(Campaign.channel),
    col(Merchant.name).label("merchant_name"),
    col(Merchant.market),
    col(Template.title),
    col(Template.body),
    col(Template.language),
    col(Campaign.product_id),
    col(Product.name).label("product_name"),
    col(Product.category),
    col(Campaign.voucher_id),
    col(Voucher.title).label("voucher_title"),
    col(Voucher.type).label("voucher_type"),
    col(Voucher.value),
    col(Voucher.currency),
    col(Voucher.min_spend),
    col(Voucher.expires_at),
    col(Engagement.merchant_id),
    col(Engagement.group_key),
    col(Engagement.audience),
    col(Engagement.delivered),
    col(Engagement.mean_score),
    col(Engagement.shrunk_score),
    col(Engagement.percentile),
    col(Engagement.quarter),
)


async def own_templates(
    session: AsyncSession,
    *,
    merchant_id: str,
    audience: str,
    quarter: Quarter | None = None,
    limit: int | None = None,
) -> tuple[ScoredTemplate, ...]:
    """The merchant's scored templates of a segment, best first; of one quarter, or of all."""
    query = _scored(audience, quarter).where(col(Engagement.merchant_id) == merchant_id)
    return tuple([_template(row) for row in await session.exec(query.limit(limit))])


async def market_templates(
    session: AsyncSession,
    *,
    audience: str,
    exclude_merchant_id: str | None,
    quarter: Quarter | None = "strong",
    limit: int | None = None,
) -> tuple[ScoredTemplate, ...]:
    """Scored templates of a segment from merchants who share into the market, best first.

    The asking merchant is left out; None leaves out nobody. These rows are still in their
    merchant's words: delexicalise them before they reach another. No campaign is named.
    """
    query = _scored(audience, quarter).where(_in_market(exclude_merchant_id))
    return tuple([_template(row, campaign_id=None) for row in await session.exec(query.limit(limit))])


async def segment_templates(
    session: AsyncSession, *, merchant_id: str | None, audience: str, scope: Scope
) -> tuple[ScoredTemplate, ...]:
    """The strong and the weak templates of a segment, for contrast, best first.

    `own` are the merchant's; `market` is the pool of those who share, without this merchant.
    """
    ranked = _scored(audience, None).where(col(Engagement.quarter).is_not(None))
    if scope == "own":
        own = ranked.where(col(Engagement.merchant_id) == merchant_id)
        return tuple([_template(row) for row in await session.exec(own)])
    market = ranked.where(_in_market(merchant_id))
    return tuple([_template(row, campaign_id=None) for row in await session.exec(market)])


def _scored(audience: str, quarter: Quarter | None) -> Select[*tuple[Any, ...]]:
    """One row for each scored template, product and voucher of a segment, best first."""
    again = aliased(Campaign)
    first_sent = (
        select(func.min(col(again.id)))
        .where(col(again.merchant_id) == Engagement.merchant_id, col(again.group_key) == Engagement.group_key)
        .scalar_subquery()
    )
    query = from_campaigns(*_COLUMNS).where(
        col(Engagement.audience) == audience,
        col(Engagement.shrunk_score).is_not(None),
        col(Campaign.id) == first_sent,
    )
    if quarter:
        query = query.where(col(Engagement.quarter) == quarter)
    return query.order_by(
        col(Engagement.shrunk_score).desc(),
        col(Engagement.delivered).desc(),
        col(Engagement.merchant_id),
        col(Engagement.group_key),
    )


def _in_market(exclude_merchant_id: str | None) -> ColumnElement[bool]:
    shares = col(Merchant.shares_into_market).is_(True)
    return shares & (col(Merchant.id) != exclude_merchant_id) if exclude_merchant_id else shares


def _template(row: Any, **other: object) -> ScoredTemplate:  # noqa: ANN401
    return ScoredTemplate.of(row, product=_product(row), voucher=_voucher(row), **other)


def _product(row: Any) -> ProductRow | None:  # noqa: ANN401
    if row.product_id is None:
        return None
    return ProductRow(id=row.product_id, name=row.product_name, category=row.category)


def _voucher(row: Any) -> VoucherRow | None:  # noqa: ANN401
    if row.voucher_id is None:
        return None
    return VoucherRow.of(row, id=row.voucher_id, title=row.voucher_title, type=row.voucher_type)

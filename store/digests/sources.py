"""What a digest is chosen from: the shop's templates, and what its segments reach."""

from typing import Any

from sqlalchemy import case
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Campaign, Engagement
from store.rows import SegmentStandard, SentTemplate


async def sent_templates(session: AsyncSession, *, merchant_id: str) -> tuple[SentTemplate, ...]:
    """The merchant's templates that have a score, each with the first campaign that sent it."""
    columns = (
        col(Engagement.group_key),
        func.min(col(Campaign.id)).label("campaign_id"),
        func.min(col(Campaign.sent_at)).label("first_sent"),
        *_MEASURES,
    )
    same = (col(Campaign.merchant_id) == Engagement.merchant_id) & (
        col(Campaign.group_key) == Engagement.group_key
    )
    query: Select[*tuple[Any, ...]] = (
        Select(*columns)
        .select_from(Engagement)
        .join(Campaign, same)
        .where(
            col(Engagement.merchant_id) == merchant_id,
            col(Engagement.shrunk_score).is_not(None),
            col(Engagement.mean_score).is_not(None),
        )
        .group_by(col(Engagement.group_key), *_MEASURES)
        .order_by(col(Engagement.group_key))
    )
    return tuple([SentTemplate.of(row) for row in await session.exec(query)])


async def segment_standards(session: AsyncSession, *, merchant_id: str) -> tuple[SegmentStandard, ...]:
    """What strong templates reach in each segment in which the merchant has a score.

    Over all shops, like the percentiles: of the others only these sums are told.
    """
    strong, own = col(Engagement.quarter) == "strong", col(Engagement.merchant_id) == merchant_id
    shrunk, shop = col(Engagement.shrunk_score), col(Engagement.merchant_id)
    columns = (
        col(Engagement.audience),
        func.count().label("templates"),
        func.count(shop.distinct()).label("shops"),
        func.avg(case((strong, shrunk))).label("strong"),
        func.count(case((strong, shop)).distinct()).label("strong_shops"),
        func.avg(case((strong & own, shrunk))).label("own"),
    )
    ranked = col(Engagement.percentile).is_not(None)
    query: Select[*tuple[Any, ...]] = (
        Select(*columns)
        .where(ranked)
        .group_by(col(Engagement.audience))
        .having(func.count(case((own, 1))) > 0)
        .order_by(col(Engagement.audience))
    )
    return tuple([SegmentStandard.of(row) for row in await session.exec(query)])


async def segment_scores_of_all(
    session: AsyncSession, *, merchant_id: str, audience: str
) -> tuple[float, ...]:
    """The shrunk scores ranked in a segment, sorted: all shops', if the merchant is one of them, and unnamed.

    To be counted in bars (`agents.digest.spread`) before anybody sees them.
    """
    here = col(Engagement.audience) == audience
    its_own: Select[*tuple[Any, ...]] = (
        Select(col(Engagement.group_key)).where(here, col(Engagement.merchant_id) == merchant_id).limit(1)
    )
    query: Select[*tuple[Any, ...]] = (
        Select(col(Engagement.shrunk_score))
        .where(here, col(Engagement.percentile).is_not(None), col(Engagement.shrunk_score).is_not(None))
        .where(its_own.exists())
        .order_by(col(Engagement.shrunk_score))
    )
    return tuple([score for (score,) in await session.exec(query)])


_MEASURES = tuple(
    col(getattr(Engagement, name))
    for name in (
        *("audience", "delivered", "mean_score", "score_low", "score_high"),
        *("shrunk_score", "percentile"),
    )
)

"""What the logs add up to, segment by segment."""

from typing import Any

from sqlalchemy import case
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Engagement
from store.rows import SegmentScore, SegmentSize


async def segment_scores(session: AsyncSession, *, merchant_id: str) -> tuple[SegmentScore, ...]:
    """The merchant's record in every segment where it has a score, by the segment's name."""
    audience = col(Engagement.audience)
    query: Select[*tuple[Any, ...]] = (
        Select(
            audience,
            func.count().label("templates"),
            func.sum(col(Engagement.delivered)).label("delivered"),
            func.avg(col(Engagement.mean_score)).label("mean_score"),
            func.count(case((col(Engagement.quarter) == "strong", 1))).label("strong"),
            func.count(case((col(Engagement.quarter) == "weak", 1))).label("weak"),
        )
        .where(col(Engagement.merchant_id) == merchant_id, col(Engagement.mean_score).is_not(None))
        .group_by(audience)
        .order_by(audience)
    )
    return tuple([SegmentScore.of(row) for row in await session.exec(query)])


async def segment_size(session: AsyncSession, *, merchant_id: str, audience: str) -> SegmentSize:
    """How many templates a percentile of this segment is a rank among, and how many are the merchant's.

    A percentile (and a quarter) ranks the scored templates of all shops in the segment, not of this
    shop alone, whether they share into the market or not; the numbers are all that is told of them.
    A template sent again with the same product and voucher counts once, one that was never delivered
    not at all. 0.8 among 50 says that it did better than 40 of them; itself and its equals count half.
    """
    own = case((col(Engagement.merchant_id) == merchant_id, 1))
    query: Select[*tuple[Any, ...]] = Select(func.count(), func.count(own)).where(
        col(Engagement.audience) == audience, col(Engagement.percentile).is_not(None)
    )
    templates, of_its_own = (await session.exec(query)).one()
    return SegmentSize(audience=audience, templates=templates, own=of_its_own)

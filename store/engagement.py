"""What the logs add up to, segment by segment."""

from typing import Any

from sqlalchemy import case
from sqlmodel import col, func
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Engagement
from store.rows import SegmentScore


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

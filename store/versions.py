"""When what was worked out from a segment's history has to be worked out again."""

import hashlib
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Campaign, Engagement, Merchant


async def segment_version(session: AsyncSession, *, audience: str) -> str:
    """A short text that changes whenever the segment's engagement, campaigns or pool do.

    Scores computed again, campaigns that came or went, a merchant who shares, stops or is renamed.
    """
    scores: Select[*tuple[Any, ...]] = Select(
        func.count(), func.max(col(Engagement.computed_at)), func.sum(col(Engagement.shrunk_score))
    ).where(col(Engagement.audience) == audience)
    sent = select(func.count()).select_from(Campaign).where(col(Campaign.audience) == audience)
    sharing = (
        select(Merchant.id, Merchant.name)
        .where(col(Merchant.shares_into_market).is_(True))
        .order_by(col(Merchant.id))
    )
    told = [tuple((await session.exec(query)).all()) for query in (scores, sent, sharing)]
    return hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()

"""What a shop was told before, and what it has settled since: neither is told again."""

from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Answer, Campaign, Digest, DigestItem, Suggestion


async def told_groups(
    session: AsyncSession, *, merchant_id: str, before: str, digests: int
) -> dict[str, float]:
    """What the merchant's last `digests` before this week told of: shrunk scores then, by group key.

    The newest telling counts.
    """
    last = (
        select(Digest.week)
        .where(col(Digest.merchant_id) == merchant_id, col(Digest.week) < before)
        .order_by(col(Digest.week).desc())
        .limit(digests)
    )
    query = _grouped(Select(col(Campaign.group_key), col(DigestItem.shrunk_score)), merchant_id).where(
        col(DigestItem.week).in_(last)
    )
    oldest_first = query.order_by(col(DigestItem.week))
    return {group: shrunk for group, shrunk in await session.exec(oldest_first)}  # noqa: C416 - rows aren't pairs


async def settled_groups(session: AsyncSession, *, merchant_id: str) -> frozenset[str]:
    """Group keys of the merchant's campaigns whose rewrite somebody took, or turned down."""
    same = (col(Suggestion.id) == Answer.suggestion_id) & (col(Suggestion.merchant_id) == Answer.merchant_id)
    query: Select[*tuple[Any, ...]] = (
        Select(col(Suggestion.draft))
        .select_from(Suggestion)
        .join(Answer, same)
        .where(col(Answer.merchant_id) == merchant_id, col(Answer.decision).is_not(None))
    )
    ids = {draft["id"] for (draft,) in await session.exec(query) if draft.get("id")}
    groups = select(Campaign.group_key).where(
        col(Campaign.merchant_id) == merchant_id, col(Campaign.id).in_(ids)
    )
    return frozenset(await session.exec(groups))


def _grouped(what: Select[*tuple[Any, ...]], merchant_id: str) -> Select[*tuple[Any, ...]]:
    """From the merchant's digest items with their campaigns."""
    return (
        what.select_from(DigestItem)
        .join(
            Campaign,
            (col(Campaign.merchant_id) == DigestItem.merchant_id)
            & (col(Campaign.id) == DigestItem.campaign_id),
        )
        .where(col(DigestItem.merchant_id) == merchant_id)
    )

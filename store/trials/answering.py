"""The answer a trial may be made of."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Suggestion
from store.rows import SuggestionRow


async def newest_answer(session: AsyncSession, *, merchant_id: str, draft_id: str) -> SuggestionRow | None:
    """The newest suggestion with a message for the merchant's draft or campaign of this id, None without."""
    query = (
        select(Suggestion)
        .where(
            col(Suggestion.merchant_id) == merchant_id,
            col(Suggestion.draft)["id"].as_string() == draft_id,
            col(Suggestion.outcome).in_(("rewritten", "ask")),
        )
        .order_by(col(Suggestion.created_at).desc(), col(Suggestion.id))
        .limit(1)
    )
    found = (await session.exec(query)).first()
    return SuggestionRow.of(found) if found else None

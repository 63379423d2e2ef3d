"""Answers given, kept with the drafts they answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Suggestion
from store.rows import SuggestionRow
from store.upsert import upsert


async def save_suggestion(
    session: AsyncSession,
    *,
    merchant_id: str | None,
    draft: Mapping[str, Any],
    suggestion: Mapping[str, Any],
    now: datetime,
) -> None:
    """Keep an answer under the suggestion's own id; both are the JSON of the contract.

    Saving the same id again changes nothing: a step that is run twice after a crash does no harm.
    """
    row = {
        "id": suggestion["id"],
        "merchant_id": merchant_id,
        "draft": dict(draft),
        "suggestion": dict(suggestion),
        "engine": suggestion["engine"],
        "outcome": suggestion["outcome"],
        "created_at": now,
    }
    await upsert(session, Suggestion, [row], keep=row.keys())


async def get_suggestion(
    session: AsyncSession, *, merchant_id: str | None, suggestion_id: str
) -> SuggestionRow | None:
    """This merchant's suggestion, None when it has none of this id.

    With `merchant_id` None: one that was given to nobody in particular.
    """
    owner = col(Suggestion.merchant_id)
    found = await session.exec(
        select(Suggestion).where(owner == merchant_id, col(Suggestion.id) == suggestion_id)
    )
    suggestion = found.first()
    return SuggestionRow.of(suggestion) if suggestion else None

"""Answers given, kept with the drafts they answer."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, or_
from sqlmodel import col, func, select
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


async def search_suggestions(
    session: AsyncSession, *, merchant_id: str, words: Sequence[str], limit: int = 200
) -> tuple[SuggestionRow, ...]:
    """A merchant's answers in which any of the words (in lower case) stands, newest first.

    Draft and suggestion are looked through as they are kept: in JSON, which spells letters beyond ASCII out.
    """
    texts = [func.lower(cast(column, String)) for column in (Suggestion.draft, Suggestion.suggestion)]
    spelled = [json.dumps(word)[1:-1] for word in words]
    found = [text.contains(word, autoescape=True) for text in texts for word in spelled]
    found += [func.lower(col(Suggestion.id)).contains(word, autoescape=True) for word in words]
    query = select(Suggestion).where(col(Suggestion.merchant_id) == merchant_id, or_(*found))
    newest = (col(Suggestion.created_at).desc(), col(Suggestion.id))
    rows = await session.exec(query.order_by(*newest).limit(limit))
    return tuple([SuggestionRow.of(row) for row in rows])

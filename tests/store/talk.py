"""A workspace of a shop, with an answer in it."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from store.answers import decide, save_answer
from store.rows import AnswerRow
from store.suggestions import save_suggestion
from store.workspaces import connect_workspace, note_workspace
from tests.store.seed import NOW, add_merchant

TEAM = "T1"
PLACE = {"team_id": TEAM, "channel": "C1", "ts": "1.5"}


async def add_workspace(
    session: AsyncSession, team_id: str = TEAM, *, merchant_id: str | None = None, name: str = "Kopi Team"
) -> None:
    """A workspace, connected to a merchant that is made up if need be."""
    await note_workspace(session, team_id=team_id, name=name, now=NOW)
    if merchant_id:
        await add_merchant(session, merchant_id)
        await connect_workspace(session, team_id=team_id, merchant_id=merchant_id, now=NOW)


async def add_answer(session: AsyncSession, **values: Any) -> None:
    """The answer in the one message there is, of what is not given otherwise."""
    told = {"thread": "1.0", "suggestion_id": "s1", "merchant_id": None, "asked_by": "U1", "now": NOW}
    await save_answer(session, **PLACE | told | values)


async def settle(session: AsyncSession, **values: Any) -> AnswerRow | None:
    """Take the rewrite as it is, unless told otherwise."""
    told = {"key": "k1", "decision": "used", "by": "U1", "now": NOW, "version": 1}
    return await decide(session, **PLACE | told | values)


async def add_suggestion(
    session: AsyncSession, *, merchant_id: str, draft: dict[str, Any], **values: Any
) -> None:
    """A suggestion of two versions."""
    suggestion = {"id": "s1", "engine": "rules", "outcome": "rewritten"}
    words = {
        "message": {"title": "New title", "body": "New body"},
        "variants": [{"intent": "shorter", "title": None, "body": "Short body"}],
    }
    await save_suggestion(
        session, merchant_id=merchant_id, draft=draft, suggestion=suggestion | words | values, now=NOW
    )

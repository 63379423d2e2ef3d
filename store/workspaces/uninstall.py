"""What goes when a workspace sends us away."""

from sqlalchemy import delete, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Answer, ConnectCode, Signal, Thread, ToolCall, Trial, Workspace


async def delete_workspace(session: AsyncSession, *, team_id: str) -> None:
    """Forget a workspace: its settings and connection, threads, answers, and the codes it used.

    Signals about a merchant's answers stay, as the merchant's own history, but no longer say which
    person gave them; all others go. So do trials and calls, without whose they were. Suggestions are
    the merchant's and stay. Does nothing for a workspace unknown or gone already.
    """
    await session.exec(
        delete(Signal).where(col(Signal.team_id) == team_id, col(Signal.merchant_id).is_(None))
    )
    await session.exec(update(Signal).where(col(Signal.team_id) == team_id).values(user_id=""))
    await session.exec(update(ToolCall).where(col(ToolCall.team_id) == team_id).values(who=""))
    await session.exec(update(Trial).where(col(Trial.team_id) == team_id).values(created_by=None))
    for table in (Answer, Thread, Workspace):
        await session.exec(delete(table).where(col(table.team_id) == team_id))
    await session.exec(delete(ConnectCode).where(col(ConnectCode.used_by_team) == team_id))

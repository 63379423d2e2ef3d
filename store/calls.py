"""The calls of assistants' tools, kept to be looked at."""

from sqlalchemy import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import ToolCall
from store.rows.copilots import CallRow

_INSERT = insert(ToolCall)


async def add_call(session: AsyncSession, *, call: CallRow, merchant_id: str | None) -> None:
    """Keep one call, of this merchant's or of nobody's."""
    fields = {name: getattr(call, name) for name in CallRow.__dataclass_fields__}
    # Through the connection: this is done with every call, and the session's bookkeeping takes its time.
    connection = await session.connection()
    await connection.execute(_INSERT, fields | {"merchant_id": merchant_id})


async def list_calls(session: AsyncSession, *, merchant_id: str | None, limit: int) -> tuple[CallRow, ...]:
    """A merchant's calls, or everybody's with None, for the operator; the newest first."""
    query = select(ToolCall).order_by(col(ToolCall.at).desc(), col(ToolCall.id).desc()).limit(limit)
    if merchant_id is not None:
        query = query.where(col(ToolCall.merchant_id) == merchant_id)
    return tuple([CallRow.of(call) for call in await session.exec(query)])

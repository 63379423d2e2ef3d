"""The calls of assistants' tools, kept to be looked at."""

from sqlalchemy import bindparam, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import ToolCall
from store.rows.copilots import CallEnding, CallRow

# Built once: this is done with every call, and the session's bookkeeping would take its time as well.
_BEGIN = insert(ToolCall)
_END = update(ToolCall).where(
    col(ToolCall.id) == bindparam("number"),
    col(ToolCall.merchant_id).is_not_distinct_from(bindparam("owner")),
)


async def add_call(session: AsyncSession, *, call: CallRow, merchant_id: str | None) -> int:
    """Keep one call, of this merchant's or of nobody's; the number by which `end_call` finds it."""
    fields = {name: getattr(call, name) for name in CallRow.__dataclass_fields__}
    connection = await session.connection()
    result = await connection.execute(_BEGIN, fields | {"merchant_id": merchant_id})
    key = result.inserted_primary_key
    assert key is not None  # noqa: S101 - one row was written
    return int(key[0])


async def end_call(
    session: AsyncSession, *, call_id: int, ending: CallEnding, merchant_id: str | None
) -> None:
    """Say how a call of this merchant's, or of nobody's, ended; nothing if it was forgotten meanwhile."""
    fields = {name: getattr(ending, name) for name in CallEnding.__dataclass_fields__}
    connection = await session.connection()
    await connection.execute(_END, fields | {"number": call_id, "owner": merchant_id})


async def list_calls(session: AsyncSession, *, merchant_id: str | None, limit: int) -> tuple[CallRow, ...]:
    """A merchant's calls, or everybody's with None, for the operator; the newest first."""
    query = select(ToolCall).order_by(col(ToolCall.at).desc(), col(ToolCall.id).desc()).limit(limit)
    if merchant_id is not None:
        query = query.where(col(ToolCall.merchant_id) == merchant_id)
    return tuple([CallRow.of(call) for call in await session.exec(query)])

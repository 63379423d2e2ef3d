"""The lines an import left out, and why."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.imports import require_import
from store.models import RejectedRow
from store.rows import Rejection

#: Characters kept of a rejected line: enough to recognise it, whatever was in the file.
RAW_LIMIT = 2_000


async def add_rejections(
    session: AsyncSession, *, merchant_id: str | None, import_id: int, rejections: Iterable[Rejection]
) -> None:
    """Keep the lines left out of an import, each text cut to `RAW_LIMIT`. Raises UnknownImportError."""
    await require_import(session, merchant_id=merchant_id, import_id=import_id)
    rows = [
        {"import_id": import_id, "line": one.line, "reason": one.reason, "raw": one.raw[:RAW_LIMIT]}
        for one in rejections
    ]
    if rows:
        await session.exec(insert(RejectedRow), params=rows)


async def list_rejections(
    session: AsyncSession, *, merchant_id: str | None, import_id: int, limit: int = 100
) -> tuple[Rejection, ...]:
    """The first lines left out of an import, by line. Raises UnknownImportError."""
    await require_import(session, merchant_id=merchant_id, import_id=import_id)
    query = select(RejectedRow).where(col(RejectedRow.import_id) == import_id)
    by_line = query.order_by(col(RejectedRow.line), col(RejectedRow.id)).limit(limit)
    return tuple([Rejection.of(row) for row in await session.exec(by_line)])

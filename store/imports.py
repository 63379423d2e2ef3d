"""Files taken in: which, when, and how it went."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnknownImportError
from store.models import Import, RejectedRow
from store.rows import ImportRow, ImportStatus


async def get_import(
    session: AsyncSession, *, merchant_id: str | None, sha256: str, kind: str
) -> ImportRow | None:
    """The import of these bytes as this kind for this merchant, None if there was none."""
    found = await _find(session, merchant_id, sha256, kind)
    return _row(found) if found else None


async def begin_import(
    session: AsyncSession, *, merchant_id: str | None, sha256: str, kind: str, filename: str, now: datetime
) -> ImportRow:
    """Note that an import starts, or starts over: its counts and rejected lines are cleared.

    `merchant_id` is None when the file itself names its merchants.
    """
    record = await _find(session, merchant_id, sha256, kind)
    if record is None:
        record = Import(sha256=sha256, kind=kind, merchant_id=merchant_id or "", filename="", started_at=now)
    record.filename, record.started_at, record.finished_at = filename, now, None
    record.rows_taken, record.rows_rejected, record.status = 0, 0, "running"
    session.add(record)
    await session.flush()
    await session.exec(delete(RejectedRow).where(col(RejectedRow.import_id) == record.id))
    return _row(record)


async def finish_import(
    session: AsyncSession,
    *,
    merchant_id: str | None,
    import_id: int,
    rows_taken: int,
    rows_rejected: int,
    status: ImportStatus,
    now: datetime,
) -> ImportRow:
    """Note how an import ended. Raises UnknownImportError."""
    record = await _own(session, merchant_id, import_id)
    record.rows_taken, record.rows_rejected = rows_taken, rows_rejected
    record.status, record.finished_at = status, now
    session.add(record)
    return _row(record)


async def require_import(session: AsyncSession, *, merchant_id: str | None, import_id: int) -> ImportRow:
    """This merchant's import of this number. Raises UnknownImportError."""
    return _row(await _own(session, merchant_id, import_id))


async def _find(session: AsyncSession, merchant_id: str | None, sha256: str, kind: str) -> Import | None:
    found = await session.exec(
        select(Import).where(
            col(Import.merchant_id) == (merchant_id or ""),
            col(Import.sha256) == sha256,
            col(Import.kind) == kind,
        )
    )
    return found.first()


async def _own(session: AsyncSession, merchant_id: str | None, import_id: int) -> Import:
    record = await session.get(Import, import_id)
    if record is None or record.merchant_id != (merchant_id or ""):
        raise UnknownImportError(import_id, merchant_id)
    return record


def _row(record: Import) -> ImportRow:
    return ImportRow.of(record, merchant_id=record.merchant_id or None)

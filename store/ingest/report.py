"""What an import says about itself when it is done."""

from dataclasses import dataclass
from pathlib import Path

from store.imports import get_import
from store.ingest.errors import listed
from store.ingest.fields import Kind
from store.ingest.job import Bench, Outcome
from store.ingest.opened import Opened
from store.ingest.shelf import Place
from store.rejections import list_rejections
from store.rows import Rejection

_SHOWN = 20  # rejected rows in a report, and columns in a note


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How one file was taken in.

    `unchanged` means these bytes had been taken in before and nothing was done. Of `rows_read` rows
    `rows_taken` were taken, `rows_rejected` left out, and the rest are events we keep no count of
    (bounces, purchases). `rejections` holds the first of those left out, `rejects_file` (line,
    reason, raw) all of them. `notes` are sentences a merchant should read. `templates_scored` is
    how many templates have a score now, over all merchants.
    """

    filename: str
    kind: Kind
    merchant_id: str | None
    unchanged: bool = False
    rows_read: int = 0
    rows_taken: int = 0
    rows_rejected: int = 0
    notes: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    rejects_file: Path | None = None
    templates_scored: int = 0


def report_of(outcome: Outcome, scored: int, note: str | None) -> ImportReport:
    """The report on an import that has come to its end."""
    opened = outcome.job.opened
    notes = [*opened.source.notes, *outcome.notes, *([note] if note else [])]
    if opened.columns.unused:
        notes.append(f"Columns nothing was taken from: {listed(opened.columns.unused, _SHOWN)}.")
    return ImportReport(
        filename=opened.source.name,
        kind=opened.kind,
        merchant_id=outcome.job.bench.merchant_id,
        rows_read=outcome.read,
        rows_taken=outcome.taken,
        rows_rejected=outcome.rejected,
        notes=tuple(notes),
        rejections=outcome.first[:_SHOWN],
        rejects_file=outcome.rejects,
        templates_scored=scored,
    )


async def report_of_known(bench: Bench, opened: Opened, place: Place) -> ImportReport | None:
    """The report on a file that was taken in before, None if there is something to do."""
    source, merchant_id = opened.source, bench.merchant_id
    async with bench.database.session() as session:
        before = await get_import(session, merchant_id=merchant_id, sha256=source.sha256, kind=opened.kind)
        if before is None or before.status != "done" or not place.part.exists() or place.is_waiting:
            return None
        rejections = await list_rejections(
            session, merchant_id=merchant_id, import_id=before.id, limit=_SHOWN
        )
    return ImportReport(
        filename=source.name,
        kind=opened.kind,
        merchant_id=merchant_id,
        unchanged=True,
        rows_read=before.rows_taken + before.rows_rejected,
        rows_taken=before.rows_taken,
        rows_rejected=before.rows_rejected,
        notes=(f"This file was taken in before, on {before.started_at:%d %B %Y}: nothing has changed.",),
        rejections=rejections,
        rejects_file=place.rejects if before.rows_rejected else None,
    )

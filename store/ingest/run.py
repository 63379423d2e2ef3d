"""Files taken in: from paths to templates with scores."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from store.database import Database
from store.ingest.batch import Batch
from store.ingest.engine import Limits, Progress, connect, silent
from store.ingest.errors import IngestError
from store.ingest.fields import Kind
from store.ingest.job import Bench
from store.ingest.report import ImportReport
from store.ingest.shelf import Shelf


async def ingest(
    database: Database,
    data_dir: Path,
    path: Path,
    *,
    now: datetime,
    merchant_id: str | None = None,
    kind: Kind | None = None,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Take in one file of sends, events, messages or campaigns and score every template anew.

    `merchant_id` says whose file it is: then no row of another merchant is written, whatever the
    file says. Without it the file has to name its merchants. `kind` overrules what the columns tell.
    CSV, JSON Lines (also packed with gzip) and Parquet are read; columns.toml lists the columns. The
    same file a second time changes nothing. `progress` hears what is done and the share of it, 0–1,
    from worker threads. `now`, with its zone, is the time that is noted.

    Nothing is kept of a file that is refused, or whose import is interrupted: it can be sent again.
    Raises IngestError (its text says what is wrong with the file and what to do), FileNotFoundError,
    and UnknownMerchantError for logs of a merchant without campaigns.
    """
    results = await ingest_all(
        database,
        data_dir,
        [path],
        now=now,
        merchant_id=merchant_id,
        kind=kind,
        limits=limits,
        progress=progress,
    )
    if isinstance(results[0], IngestError):
        raise results[0]
    return results[0]


async def ingest_all(
    database: Database,
    data_dir: Path,
    paths: Sequence[Path],
    *,
    now: datetime,
    merchant_id: str | None = None,
    kind: Kind | None = None,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> list[ImportReport | IngestError]:
    """Take in several files as `ingest` does one, campaigns first, and score once at the end.

    For each path, in their order, a report, or the error for which that file was refused: the
    others are taken in all the same. Raises FileNotFoundError and UnknownMerchantError.
    """
    shelf = Shelf(data_dir)
    async with shelf.workshop() as folder:
        with connect(limits or Limits(), folder) as connection:
            bench = Bench(database, shelf, connection, folder, merchant_id, now, progress)
            return await Batch(bench).take(paths, kind)

"""What the steps of an import share, and how its long steps run beside the event loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from store.database import Database
from store.ingest.engine import Progress
from store.ingest.opened import Opened
from store.ingest.shelf import Place, Shelf
from store.rows import Rejection

P = ParamSpec("P")
T = TypeVar("T")

#: Rejected lines of an import kept in the database; the file of rejects has them all.
KEPT_REJECTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Bench:
    """Where files are taken in: what is read and written, for whom, and when."""

    database: Database
    shelf: Shelf
    connection: DuckDBPyConnection
    folder: Path
    merchant_id: str | None
    now: datetime
    progress: Progress


@dataclass(frozen=True, slots=True)
class Job:
    """One file on the bench. `folder` is its own; `index` is its place among the files given."""

    bench: Bench
    index: int
    opened: Opened
    place: Place
    folder: Path
    import_id: int

    def tell(self, what: str) -> Callable[[float], None]:
        """Somebody who hears the share done of `what`."""
        return lambda share: self.bench.progress(f"{what} {self.opened.source.name}", share)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the rows of a file fared.

    `rejects` is the file of those left out, `first` the first of them. `merchants` are those whose
    logs have to be counted anew.
    """

    job: Job
    read: int
    taken: int
    rejected: int
    rejects: Path | None = None
    first: tuple[Rejection, ...] = ()
    notes: tuple[str, ...] = ()
    merchants: frozenset[str] = frozenset()


async def beside(
    connection: DuckDBPyConnection, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run a long step in a thread; when cancelled, stop DuckDB and wait until the step has let go."""
    running = asyncio.ensure_future(asyncio.to_thread(step, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        connection.interrupt()
        with suppress(duckdb.Error):
            await running
        raise

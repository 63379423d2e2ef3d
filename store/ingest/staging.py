"""Sends, events or messages of one file, normalised and sorted into good rows and bad ones."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from store.ingest.engine import run
from store.ingest.errors import CutFileError, EmptyFileError
from store.ingest.normalise import has_unknown_campaigns, normalised
from store.ingest.numbered import number
from store.ingest.opened import Opened
from store.ingest.relation import Relation, counted
from store.ingest.sql import quoted

#: How parts are written. Message ids are all different: no dictionary is worth building for them.
#: That of the campaigns of one row group (122,880 rows) fits.
PARQUET = "(FORMAT parquet, DICTIONARY_SIZE_LIMIT 5000)"

_NOT_THE_FILES_FAULT = (duckdb.InterruptException, duckdb.OutOfMemoryException)


@dataclass(frozen=True, slots=True)
class Staged:
    """All rows of a file, normalised, in `path`, with a `reason` where they may not be taken.

    Of `read` rows `rejected` have a reason; of the others `ignored` are events nobody counts and
    `delivered` are deliveries in a stream of events. `numbered` is set where rows were rejected and
    knows their lines; `cut` says that the file ends in the middle of a row, `variants` that there is a
    column `variant`.
    """

    path: Path
    read: int
    rejected: int
    ignored: int = 0
    delivered: int = 0
    numbered: Relation | None = None
    cut: bool = False
    variants: bool = False


def stage(
    connection: DuckDBPyConnection,
    opened: Opened,
    merchant_id: str | None,
    folder: Path,
    tell: Callable[[float], None],
) -> Staged:
    """Normalise every row of a file into `folder`.

    One scan, as fast as DuckDB reads; only where a row is bad is the file read again, to find its
    line. Needs the table `campaigns` of `normalised`. Raises EmptyFileError and CutFileError.
    """
    fast = opened.relation if opened.source.clean else None
    staged = _copy(connection, opened, fast, merchant_id, folder, tell) if fast else None
    if staged and staged.rejected and fast and fast.line:
        staged = replace(staged, numbered=fast)
    elif staged and staged.rejected and fast and staged.read + 1 == opened.source.lines:
        # One header, then a row a line: no blank lines, no values over several.
        staged = replace(staged, numbered=counted(fast))
    elif staged is None or staged.rejected:
        staged = _carefully(connection, opened, merchant_id, folder, tell)
    if not staged.read:
        raise EmptyFileError(opened.source.name, "has a header and no rows")
    return staged


def write_rejects(
    connection: DuckDBPyConnection, opened: Opened, staged: Staged, merchant_id: str | None, path: Path
) -> None:
    """Write line, reason and text of every bad row to a CSV, by line. `staged.numbered` has to be set."""
    if staged.numbered is None:
        raise ValueError("Nothing knows the lines of these rows.")
    rows = normalised(staged.numbered, opened.kind, merchant_id, lines=True)
    connection.execute("SET preserve_insertion_order = true")
    try:
        connection.execute(
            f"COPY (SELECT line, reason, left(raw, 2000) AS raw FROM ({rows}) WHERE reason IS NOT NULL "
            f"ORDER BY line) TO {quoted(str(path))} (FORMAT csv, HEADER)"
        )
    finally:
        connection.execute("SET preserve_insertion_order = false")


def _copy(
    connection: DuckDBPyConnection,
    opened: Opened,
    relation: Relation,
    merchant_id: str | None,
    folder: Path,
    tell: Callable[[float], None],
) -> Staged | None:
    """Normalise in one scan; None if DuckDB's reader cannot take the rows as they are."""
    path = folder / "staged.parquet"
    select = normalised(relation, opened.kind, merchant_id, look_up=False)
    try:
        run(connection, f"COPY ({select}) TO {quoted(str(path))} {PARQUET}", tell)
    except duckdb.Error as error:
        if isinstance(error, _NOT_THE_FILES_FAULT):
            raise
        if opened.source.format == "parquet":
            raise CutFileError(opened.source.name, "Parquet") from error
        return None
    unknown = connection.execute(has_unknown_campaigns(f"read_parquet({quoted(str(path))})")).fetchone()
    if unknown and unknown[0]:
        select = normalised(relation, opened.kind, merchant_id)
        run(connection, f"COPY ({select}) TO {quoted(str(path))} {PARQUET}", tell)
    return _tally(connection, opened, relation, path)


def _carefully(
    connection: DuckDBPyConnection,
    opened: Opened,
    merchant_id: str | None,
    folder: Path,
    tell: Callable[[float], None],
) -> Staged:
    """Number the file's records first, whatever they look like, and normalise that copy."""
    relation, cut = number(opened.source, opened.table, opened.kind, folder, tell)
    path = folder / "staged.parquet"
    select = normalised(relation, opened.kind, merchant_id)
    connection.execute(f"COPY ({select}) TO {quoted(str(path))} {PARQUET}")
    return replace(_tally(connection, opened, relation, path), numbered=relation, cut=cut)


def _tally(connection: DuckDBPyConnection, opened: Opened, relation: Relation, path: Path) -> Staged:
    def events(name: str) -> str:
        good = f"reason IS NULL AND event = '{name}'" if opened.kind == "events" else "false"
        return f"count(*) FILTER ({good})"

    counted = connection.execute(
        f"SELECT count(*), count(reason), {events('ignored')}, {events('delivered')} "
        f"FROM read_parquet({quoted(str(path))})"
    ).fetchone()
    read, rejected, ignored, delivered = counted or (0, 0, 0, 0)
    return Staged(path, read, rejected, ignored, delivered, variants="variant" in relation)

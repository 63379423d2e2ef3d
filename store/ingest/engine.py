"""DuckDB within bounds: so much memory, so many threads, the rest on disk."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from store.ingest.sql import quoted
from store.ingest.vocabulary import vocabulary

#: Hears what is being done and which share of it is done, 0–1. Called from worker threads.
Progress = Callable[[str, float], None]

_EVERY = 0.1  # seconds between two looks at DuckDB's own progress


@dataclass(frozen=True, slots=True)
class Limits:
    """What one import may use. `memory` as DuckDB says it ("1GB"); `threads` None for one a core."""

    memory: str = "1GB"
    threads: int | None = None


def silent(_what: str, _share: float) -> None:
    """Progress for nobody."""


@contextmanager
def connect(limits: Limits, folder: Path) -> Iterator[DuckDBPyConnection]:
    """A database in memory that spills into `folder` and knows the macros of this package."""
    connection = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = {quoted(limits.memory)}")
        connection.execute(f"SET temp_directory = {quoted(str(folder / 'spill'))}")
        if limits.threads is not None:
            connection.execute(f"SET threads = {limits.threads}")
        connection.execute("SET TimeZone = 'UTC'")
        # Rows are told apart by their keys, never by their place: this saves memory and time.
        connection.execute("SET preserve_insertion_order = false")
        # Memory stays with us until the end: giving it back between two queries costs more than it saves.
        connection.execute(f"SET allocator_flush_threshold = {quoted(limits.memory)}")
        # Nothing is downloaded, whatever a file asks for.
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        connection.execute(_macros())
        yield connection
    finally:
        connection.close()


def run(connection: DuckDBPyConnection, sql: str, tell: Callable[[float], None]) -> DuckDBPyConnection:
    """Execute one long query while `tell` hears the share done, 0–1."""
    done = threading.Event()
    share = 0.0

    def watch() -> None:
        nonlocal share
        while not done.wait(_EVERY):
            # DuckDB says −1 where it cannot tell, and may think again.
            share = max(share, connection.query_progress() / 100)
            tell(share)

    tell(share)

    watcher = threading.Thread(target=watch, name="duckdb-progress", daemon=True)
    watcher.start()
    try:
        result = connection.execute(sql)
    finally:
        done.set()
        watcher.join()
    tell(1.0)
    return result


def _macros() -> str:
    """How texts become times, truths and event names, whoever wrote them.

    DuckDB works out what stands twice in a query for every row, be it in a branch of CASE that no row
    takes, and turns IN with many values into a join: both are kept out of the rare branches here.
    """
    words = vocabulary("booleans").items()
    truths = ", ".join(f"{quoted(word)}: {str(meaning == 'yes').lower()}" for word, meaning in words)
    return f"""
    -- Trimmed, null if blank; most values need neither, and are let through untouched. Whatever is
    -- empty or begins with a space sorts before "!".
    CREATE TEMP MACRO clean(t) AS CASE
        WHEN t < '!' OR ends_with(t, ' ') THEN nullif(trim(t), '') ELSE t END;
    -- ISO 8601 with or without an offset (UTC is assumed), seconds, milli-, micro- or nanoseconds
    -- since 1970 told apart by their size, and the form of e-mail headers. The shape decides which
    -- reader is asked: asking one after the other costs a second in three million rows.
    CREATE TEMP MACRO number_moment(n) AS CASE WHEN n BETWEEN 1e8 AND 1e19 THEN make_timestamp(try_cast(CASE
        WHEN n < 1e11 THEN n * 1e6 WHEN n < 1e14 THEN n * 1e3 WHEN n < 1e17 THEN n ELSE n / 1e3
        END AS BIGINT)) END;
    CREATE TEMP MACRO text_moment(t) AS CASE
        WHEN strlen(t) = 19 AND contains(t, ':') THEN try_cast(t AS TIMESTAMP)
        WHEN strlen(t) = 25 AND t[20] = ' ' THEN try_strptime(t, '%Y-%m-%d %H:%M:%S %z') AT TIME ZONE 'UTC'
        WHEN t[5] BETWEEN '0' AND '9' THEN number_moment(try_cast(t AS DOUBLE))
        WHEN t[4] = ',' THEN try_strptime(t, '%a, %d %b %Y %H:%M:%S %z') AT TIME ZONE 'UTC'
        ELSE try_cast(t AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END;
    -- True, false, or null where the text is neither; a count is true above zero.
    CREATE TEMP MACRO truth(t) AS coalesce(
        MAP {{{truths}, '': false}}[lower(trim(t))], try_cast(try_cast(t AS USMALLINT) AS BOOLEAN));
    CREATE TEMP MACRO canonical(t) AS trim(regexp_replace(lower(t), '[^a-z0-9]+', '_', 'g'), '_');
    CREATE TEMP MACRO last_part(t) AS canonical(list_extract(string_split(t, '.'), -1));
    """

"""Everything on the shelf counted and scored: the expression of `engagement`, run by DuckDB."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from store.ingest.engine import run
from store.ingest.expression import COUNTS, EVENTS, SENDS, TOTALS, count_sql, rank_sql
from store.ingest.job import Bench
from store.ingest.shelf import Shelf
from store.ingest.sql import quoted

# A key is the hash of merchant and id. Among a hundred million messages of one merchant, some two
# are taken for one with a probability of 0.0003. Hashes are never stored: another version of DuckDB
# may make others.
MESSAGE_KEY = "hash(merchant_id, message_id)"
_CAMPAIGN_KEY = "hash(merchant_id, campaign_id)"

_SENDS = f"{MESSAGE_KEY} AS message, {_CAMPAIGN_KEY} AS campaign, delivered_at"
_EVENTS = f'{MESSAGE_KEY} AS message, event, "at", machine_open, suspected_bot'
_TYPES = {
    "uint64": "UBIGINT",
    "int64": "BIGINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
}


def load_campaigns(connection: DuckDBPyConnection, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Make the table `campaigns` of (merchant_id, campaign_id, group_key, audience) and their keys."""
    names = ("merchant_id", "campaign_id", "group_key", "audience")
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]
    listed = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
    connection.execute(
        f"CREATE OR REPLACE TABLE campaigns AS SELECT *, {_CAMPAIGN_KEY} AS campaign FROM (SELECT {listed})",
        columns,
    )


def recount(bench: Bench, merchants: Collection[str]) -> None:
    """Count the parts of these merchants anew and keep the other merchants' counts.

    The file of counts is replaced at one stroke; where there is none yet, everything is counted.
    Needs the table `campaigns`. The view `sends` of what was counted stays behind.
    """
    shelf, connection = bench.shelf, bench.connection
    wanted = merchants if shelf.counts.exists() else None
    _view_of_parts(connection, "sends", _SENDS, SENDS, shelf.parts("sends", wanted), wanted)
    _view_of_parts(connection, "events", _EVENTS, EVENTS, shelf.parts("events", wanted), wanted)
    counts = f"SELECT merchant_id, campaign_id, n.* FROM ({count_sql()}) n JOIN campaigns USING (campaign)"
    if wanted is not None:
        others = f"WHERE merchant_id NOT IN ({_list(wanted)})"
        counts += f" UNION ALL BY NAME SELECT * FROM {_file(shelf.counts)} {others}"
    counted = bench.folder / "counts.parquet"
    run(
        connection,
        f"COPY (SELECT * EXCLUDE campaign FROM ({counts})) TO {quoted(str(counted))} (FORMAT parquet)",
        lambda share: bench.progress("Counting", share),
    )
    counted.replace(shelf.counts)


def score(connection: DuckDBPyConnection, shelf: Shelf) -> list[dict[str, Any]]:
    """Every template's engagement from the counts, and from totals where there are no logs.

    Needs the table `campaigns`. The columns are those of `engagement.rank`.
    """
    counts = _nothing(COUNTS)
    if shelf.counts.exists():
        counts = f"SELECT *, {_CAMPAIGN_KEY} AS campaign FROM {_file(shelf.counts)}"
    # The expression may say "SELECT *": its tables have its columns and no others.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counts AS SELECT {', '.join(COUNTS)} FROM ({counts})")
    _table_of_totals(connection, shelf)
    cursor = connection.execute(rank_sql())
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _view_of_parts(
    connection: DuckDBPyConnection,
    name: str,
    columns: str,
    schema: dict[str, str],
    parts: tuple[list[Path], list[Path]],
    merchants: Collection[str] | None,
) -> None:
    own, shared = parts
    selects = [f"SELECT {columns} FROM {_file(*own)}"] if own else []
    if shared:
        theirs = "" if merchants is None else f" WHERE merchant_id IN ({_list(merchants)})"
        selects.append(f"SELECT {columns} FROM {_file(*shared)}{theirs}")
    view = " UNION ALL ".join(selects) or _nothing(schema)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {view}")


def _table_of_totals(connection: DuckDBPyConnection, shelf: Shelf) -> None:
    """The newest totals of each campaign of which no message was logged."""
    own, shared = shelf.parts("totals", None)
    totals = _nothing(TOTALS)
    if own or shared:
        totals = (
            f"SELECT *, {_CAMPAIGN_KEY} AS campaign FROM {_file(*own, *shared)} "
            "QUALIFY row_number() OVER (PARTITION BY campaign ORDER BY taken_at DESC, line DESC) = 1"
        )
    logged = "SELECT 1 FROM counts c WHERE c.campaign = t.campaign"
    others = f"SELECT {', '.join(TOTALS)} FROM ({totals}) t WHERE NOT EXISTS ({logged})"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE totals AS {others}")


def _nothing(schema: dict[str, str]) -> str:
    typed = ", ".join(f'CAST(NULL AS {_TYPES[kind]}) AS "{name}"' for name, kind in schema.items())
    return f"SELECT {typed} WHERE false"


def _file(*paths: Path) -> str:
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"


def _list(texts: Iterable[str]) -> str:
    return ", ".join(quoted(text) for text in sorted(texts))

"""The expression of `engagement`, run by DuckDB over everything on the shelf."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from store.ingest.behaviour import WEIGHTS
from store.ingest.engine import quoted, run
from store.ingest.job import Bench
from store.ingest.shelf import Shelf

_SENDS = {
    "merchant_id": "string",
    "message_id": "string",
    "campaign_id": "string",
    "delivered_at": "timestamp",
}
_EVENTS = {
    "merchant_id": "string",
    "message_id": "string",
    "event": "string",
    "at": "timestamp",
    "machine_open": "boolean",
    "suspected_bot": "boolean",
}
_CAMPAIGNS = {"merchant_id": "string", "campaign_id": "string", "group_key": "string", "audience": "string"}
_TOTALS = {"merchant_id": "string", "campaign_id": "string", "delivered": "int64"} | dict.fromkeys(
    WEIGHTS, "int64"
)
_COUNTS = _TOTALS | {"score_sum": "int64", "score_squares": "int64"}
_SQL_TYPES = {"string": "VARCHAR", "timestamp": "TIMESTAMP", "boolean": "BOOLEAN", "int64": "BIGINT"}


def load_campaigns(connection: DuckDBPyConnection, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Make the table `campaigns` from (merchant_id, campaign_id, group_key, audience)."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in _CAMPAIGNS]
    listed = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in _CAMPAIGNS)
    connection.execute(f"CREATE OR REPLACE TABLE campaigns AS SELECT {listed}", columns)


def recount(bench: Bench, merchants: Collection[str]) -> None:
    """Count the parts of these merchants anew and keep the other merchants' counts.

    The file of counts is replaced at one stroke; where there is none yet, everything is counted. The
    view `sends` of what was counted stays behind.
    """
    shelf, connection = bench.shelf, bench.connection
    wanted = merchants if shelf.counts.exists() else None
    for name, columns in (("sends", _SENDS), ("events", _EVENTS)):
        _view_of_parts(connection, shelf, name, columns, wanted)
    kept = ""
    if wanted is not None:
        others = f"WHERE merchant_id NOT IN ({_list(wanted)})"
        kept = f" UNION ALL BY NAME SELECT * FROM {_file(shelf.counts)} {others}"
    counted = bench.folder / "counts.parquet"
    run(
        connection,
        f"COPY ({_count_sql()}{kept}) TO {quoted(str(counted))} (FORMAT parquet)",
        lambda share: bench.progress("Counting", share),
    )
    counted.replace(shelf.counts)


def score(connection: DuckDBPyConnection, shelf: Shelf) -> list[dict[str, Any]]:
    """Every template's engagement from the counts, and from totals where there are no logs.

    Needs the table `campaigns`. The columns are those of `engagement.rank`.
    """
    counts = f"SELECT * FROM {_file(shelf.counts)}" if shelf.counts.exists() else _nothing(_COUNTS)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counts AS {counts}")
    _table_of_totals(connection, shelf)
    cursor = connection.execute(_rank_sql())
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _view_of_parts(
    connection: DuckDBPyConnection,
    shelf: Shelf,
    name: str,
    columns: dict[str, str],
    merchants: Collection[str] | None,
) -> None:
    own, shared = shelf.parts(name, merchants)
    listed = ", ".join(f'"{column}"' for column in columns)
    selects = [f"SELECT {listed} FROM {_file(*own)}"] if own else []
    if shared:
        mine = "" if merchants is None else f" WHERE merchant_id IN ({_list(merchants)})"
        selects.append(f"SELECT {listed} FROM {_file(*shared)}{mine}")
    view = " UNION ALL ".join(selects) or _nothing(columns)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {view}")


def _table_of_totals(connection: DuckDBPyConnection, shelf: Shelf) -> None:
    """The newest totals of each campaign of which no message was logged."""
    own, shared = shelf.parts("totals", None)
    listed = ", ".join(_TOTALS)
    newest = (
        f"SELECT {listed} FROM {_file(*own, *shared)} "
        "QUALIFY row_number() OVER "
        "(PARTITION BY merchant_id, campaign_id ORDER BY taken_at DESC, line DESC) = 1"
    )
    totals = newest if own or shared else _nothing(_TOTALS)
    logged = "SELECT 1 FROM counts c WHERE c.merchant_id = t.merchant_id AND c.campaign_id = t.campaign_id"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE totals AS SELECT * FROM ({totals}) t WHERE NOT EXISTS ({logged})"
    )


def _nothing(columns: dict[str, str]) -> str:
    typed = ", ".join(f'CAST(NULL AS {_SQL_TYPES[kind]}) AS "{name}"' for name, kind in columns.items())
    return f"SELECT {typed} WHERE false"


def _file(*paths: Path) -> str:
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"


def _list(texts: Iterable[str]) -> str:
    return ", ".join(quoted(text) for text in sorted(texts))


def warm_up() -> None:
    """Have the expression compiled, which takes some tenths of a second the first time."""
    _count_sql()
    _rank_sql()


@cache
def _count_sql() -> str:
    """The SQL of `engagement.count` over the tables sends and events."""
    # Ibis takes a quarter of a second to import, which only an import of logs should pay.
    import ibis  # noqa: PLC0415

    from store.ingest.engagement import count  # noqa: PLC0415

    sends, events = ibis.table(_SENDS, name="sends"), ibis.table(_EVENTS, name="events")
    return str(ibis.to_sql(count(sends, events), dialect="duckdb"))


@cache
def _rank_sql() -> str:
    """The SQL of `engagement.rank` over the tables counts, totals and campaigns."""
    import ibis  # noqa: PLC0415

    from store.ingest.engagement import count_totals, rank  # noqa: PLC0415

    counts = ibis.table(_COUNTS, name="counts")
    totals = count_totals(ibis.table(_TOTALS, name="totals"))
    both = counts.select(*_COUNTS).union(totals.select(*_COUNTS))
    return str(ibis.to_sql(rank(both, ibis.table(_CAMPAIGNS, name="campaigns")), dialect="duckdb"))

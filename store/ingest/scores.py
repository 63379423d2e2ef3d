"""Everything on the shelf counted and scored: the expression of `engagement`, run by DuckDB."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from duckdb import DuckDBPyConnection

from store.ingest.engine import run
from store.ingest.expression import COUNTS, EVENTS, OUTCOMES, SENDS, TOTALS, count_sql, rank_sql
from store.ingest.job import Bench
from store.ingest.shelf import Shelf
from store.ingest.sql import quoted

# A key is the hash of merchant and id. Among a hundred million messages of one merchant, some two
# are taken for one with a probability of 0.0003. Hashes are never stored: another version of DuckDB
# may make others.
MESSAGE_KEY = "hash(merchant_id, message_id)"
# A version of a campaign has a key of its own, and messages that name none have the campaign's. Of two
# logs of one message the smaller key is taken: that is the one that knows the version, by its first bit.
_CAMPAIGN_KEY = "(hash(merchant_id, campaign_id) | (1::UBIGINT << 63))"
_VERSION_KEY = f"""CASE WHEN variant IS NULL THEN {_CAMPAIGN_KEY}
    ELSE hash(merchant_id, campaign_id, variant) & ~(1::UBIGINT << 63) END"""

_OWN_WORDS = "(merchant_id, campaign_id, lower(variant)) NOT IN (SELECT * FROM tested)"

_SENDS = f"{MESSAGE_KEY} AS message, {_CAMPAIGN_KEY} AS campaign, delivered_at"
_VERSIONS = f"{MESSAGE_KEY} AS message, {_VERSION_KEY} AS campaign, delivered_at"
_EVENTS = f'{MESSAGE_KEY} AS message, event, "at", machine_open, suspected_bot'
_TYPES = {
    "uint64": "UBIGINT",
    "int64": "BIGINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
}


def load_campaigns(
    connection: DuckDBPyConnection,
    campaigns: Iterable[tuple[str, str, str, str]],
    tested: Iterable[tuple[str, str, str]],
) -> None:
    """Make the table `campaigns` of (merchant_id, campaign_id, group_key, audience) and their keys.

    And `tested` of (merchant_id, campaign_id, variant): versions in other words than their campaign's.
    """
    names = ("merchant_id", "campaign_id", "group_key", "audience")
    _make_table(connection, "campaigns", f"*, {_CAMPAIGN_KEY} AS campaign", names, campaigns)
    _make_table(connection, "tested", "*", ("merchant_id", "campaign_id", "variant"), tested)


def _make_table(
    connection: DuckDBPyConnection,
    table: str,
    selected: str,
    names: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]
    listed = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {selected} FROM (SELECT {listed})", columns
    )


def recount(bench: Bench, merchants: Collection[str]) -> Collection[str] | None:
    """Count the parts of these merchants anew and keep the other merchants' counts.

    The file of counts is replaced at one stroke; where there is none yet, or one that an older version
    wrote, everything is counted. Needs the table `campaigns`. The view `sends` of what was counted stays
    behind. Returns the merchants that were counted, None for all.
    """
    shelf, connection = bench.shelf, bench.connection
    wanted = merchants if _can_be_kept(connection, shelf.counts) else None
    _view_of_sends(connection, shelf, wanted)
    _view_of_parts(connection, "events", _EVENTS, EVENTS, shelf.parts("events", wanted), wanted)
    counts = (
        f"SELECT merchant_id, campaign_id, variant, n.* FROM ({count_sql()}) n JOIN versions USING (campaign)"
    )
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
    return wanted


def outcomes_of(
    connection: DuckDBPyConnection, shelf: Shelf, merchants: Collection[str] | None
) -> list[dict[str, Any]]:
    """What every version of these merchants' campaigns brought (of all merchants' if None), from the counts.

    The columns are those of `VariantOutcome`, `computed_at` aside.
    """
    theirs = "" if merchants is None else f"WHERE merchant_id IN ({_list(merchants)})"
    return _rows(connection.execute(f"SELECT {', '.join(OUTCOMES)} FROM {_file(shelf.counts)} {theirs}"))


def score(connection: DuckDBPyConnection, shelf: Shelf) -> list[dict[str, Any]]:
    """Every template's engagement from the counts, and from totals where there are no logs.

    Versions that were tested against the template are left out. Needs the tables `campaigns` and
    `tested`. The columns are those of `engagement.rank`.
    """
    counts = _nothing(COUNTS)
    if shelf.counts.exists():
        counts = f"SELECT *, {_CAMPAIGN_KEY} AS campaign FROM {_file(shelf.counts)} WHERE {_OWN_WORDS}"
    # The expression may say "SELECT *": its tables have its columns and no others.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counts AS SELECT {', '.join(COUNTS)} FROM ({counts})")
    _table_of_totals(connection, shelf)
    return _rows(connection.execute(rank_sql()))


def _rows(cursor: DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _can_be_kept(connection: DuckDBPyConnection, counts: Path) -> bool:
    """Whether there is a file of counts with all that is counted today."""
    return counts.exists() and _having(connection, [counts], "variant") == [counts]


def _view_of_sends(connection: DuckDBPyConnection, shelf: Shelf, wanted: Collection[str] | None) -> None:
    """The sends, and the table `versions`: the key of every campaign, and of each version that has one.

    Only parts that have a column for it are asked for versions, so that the others cost nothing.
    """
    own, shared = shelf.parts("sends", wanted)
    named = _having(connection, [*own, *shared], "variant")
    theirs = "" if wanted is None else f"AND merchant_id IN ({_list(wanted)})"
    found = (
        f"SELECT DISTINCT merchant_id, campaign_id, variant, {_VERSION_KEY} AS campaign FROM {_file(*named)} "
        f"WHERE variant IS NOT NULL AND {_CAMPAIGN_KEY} IN (SELECT campaign FROM campaigns) {theirs}"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE versions AS SELECT merchant_id, campaign_id, '' AS variant, campaign "
        f"FROM campaigns{f' UNION ALL {found}' if named else ''}"
    )
    columns = dict.fromkeys(named, _VERSIONS)
    _view_of_parts(connection, "sends", _SENDS, SENDS, (own, shared), wanted, columns)


def _having(connection: DuckDBPyConnection, files: Collection[Path], column: str) -> list[Path]:
    """Those of these Parquet files that have this column."""
    if not files:
        return []
    listed = ", ".join(quoted(str(path)) for path in files)
    rows = connection.execute(
        f"SELECT DISTINCT file_name FROM parquet_schema([{listed}]) WHERE name = {quoted(column)}"
    )
    return sorted(Path(row[0]) for row in rows.fetchall())


def _view_of_parts(
    connection: DuckDBPyConnection,
    name: str,
    columns: str,
    schema: dict[str, str],
    parts: tuple[list[Path], list[Path]],
    merchants: Collection[str] | None,
    other_columns: Mapping[Path, str] = MappingProxyType({}),
) -> None:
    """`other_columns` are of the files of which these are to be selected instead."""
    own, shared = parts
    theirs = "" if merchants is None else f" WHERE merchant_id IN ({_list(merchants)})"
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for paths, condition in ((own, ""), (shared, theirs)):
        for path in paths:
            groups[other_columns.get(path, columns), condition].append(path)
    selects = [f"SELECT {what} FROM {_file(*files)}{where}" for (what, where), files in groups.items()]
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

"""The Parquet files of a part, made from the staged rows: sends, and what happened to them."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from store.ingest.behaviour import WEIGHTS
from store.ingest.fields import Kind
from store.ingest.sql import quoted
from store.ingest.staging import PARQUET, Staged

_KEYS = "merchant_id, message_id, campaign_id"
_EVENT = 'merchant_id, message_id, event, "at", machine_open, suspected_bot'


def write_part(connection: DuckDBPyConnection, staged: Staged, kind: Kind, folder: Path) -> None:
    """Write the good rows to sends.parquet and events.parquet in `folder`, which is new.

    Where the staged file holds nothing else, it becomes the part itself.
    """
    folder.mkdir()
    good = f"FROM read_parquet({quoted(str(staged.path))}) WHERE reason IS NULL"
    if kind == "events":
        _split_events(connection, staged, good, folder)
    elif kind == "messages":
        _copy(connection, f"SELECT {_keys(staged)}, delivered_at {good}", folder / "sends.parquet")
        _copy(connection, " UNION ALL ".join(_events_of(good)), folder / "events.parquet")
    elif staged.rejected:
        _copy(connection, f"SELECT {_keys(staged)}, delivered_at {good}", folder / "sends.parquet")
    else:
        staged.path.rename(folder / "sends.parquet")


def _split_events(connection: DuckDBPyConnection, staged: Staged, good: str, folder: Path) -> None:
    """A stream of events may hold the deliveries too, and what nobody counts."""
    if not (staged.rejected or staged.ignored or staged.delivered):
        staged.path.rename(folder / "events.parquet")
        return
    counted = f"{good} AND event NOT IN ('delivered', 'ignored')"
    _copy(connection, f"SELECT {_EVENT} {counted}", folder / "events.parquet")
    if staged.delivered:
        send = f'{_keys(staged)}, "at" AS delivered_at'
        _copy(connection, f"SELECT {send} {good} AND event = 'delivered'", folder / "sends.parquet")


def _keys(staged: Staged) -> str:
    return f"{_KEYS}, variant" if staged.variants else _KEYS


def _events_of(good: str) -> list[str]:
    """One row a message with a time for each behaviour, turned into one row a behaviour."""
    return [
        f"SELECT merchant_id, message_id, '{behaviour}' AS event, {behaviour} AS \"at\", machine_open, "
        f"suspected_bot {good} AND {behaviour} IS NOT NULL"
        for behaviour in WEIGHTS
    ]


def _copy(connection: DuckDBPyConnection, select: str, path: Path) -> None:
    connection.execute(f"COPY ({select}) TO {quoted(str(path))} {PARQUET}")

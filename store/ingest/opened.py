"""A settled file opened: what kind of rows it holds and which of its columns are ours."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from store.ingest.errors import CutFileError, EmptyFileError, MissingColumnsError, UnknownKindError
from store.ingest.fields import Columns, Kind, recognise
from store.ingest.json_lines import header_of_json
from store.ingest.kinds import detect_kind
from store.ingest.relation import Relation, csv_relation, parquet_relation, parquet_types
from store.ingest.source import Source
from store.ingest.table import Table, read_header

#: What a file of each kind cannot do without: of each tuple one column at least.
_REQUIRED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "sends": (("message_id", "user_id"), ("campaign_id",), ("delivered_at", "delivered", "sent_at")),
    "events": (("message_id", "user_id"), ("event",), ("at",)),
    "messages": (("message_id", "user_id"), ("campaign_id",), ("delivered_at", "delivered", "sent_at")),
    "campaigns": (("campaign_id", "template_id"),),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A source with its kind and columns.

    `table` is set for a CSV. `relation` reads it in DuckDB as fast as can be; None for JSON Lines,
    which go the careful way.
    """

    source: Source
    kind: Kind
    columns: Columns
    table: Table | None = None
    relation: Relation | None = None


def open_source(
    connection: DuckDBPyConnection, source: Source, kind: Kind | None, merchant_id: str | None
) -> Opened:
    """Read the header and nothing more. Without `kind`, the columns tell it.

    Raises UnknownKindError, MissingColumnsError, EmptyFileError, and CutFileError for Parquet that
    cannot be read.
    """
    if source.format == "parquet":
        types = _types(connection, source)
        kind, columns = _recognise(source, tuple(types), kind, merchant_id)
        return Opened(source, kind, columns, relation=parquet_relation(source.path, types, columns))
    if source.format == "jsonl":
        kind, columns = _recognise(source, header_of_json(source.path), kind, merchant_id)
        return Opened(source, kind, columns)
    table = read_header(source.path)
    kind, columns = _recognise(source, table.columns, kind, merchant_id)
    return Opened(source, kind, columns, table, csv_relation(source.path, table, columns))


def _types(connection: DuckDBPyConnection, source: Source) -> dict[str, str]:
    try:
        return parquet_types(connection, source.path)
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise CutFileError(source.name, "Parquet") from error


def _recognise(
    source: Source, found: tuple[str, ...], kind: Kind | None, merchant_id: str | None
) -> tuple[Kind, Columns]:
    if not any(found):
        raise EmptyFileError(source.name, "has no columns")
    kind = kind or detect_kind(found)
    if kind is None:
        raise UnknownKindError(source.name, found)
    columns = recognise(found, kind)
    missing = [
        " or ".join(fields) for fields in _REQUIRED[kind] if not any(field in columns for field in fields)
    ]
    if kind == "events" and "message_id" not in columns and "campaign_id" not in columns:
        missing.append("message_id (or campaign_id beside the user)")
    if merchant_id is None and "merchant_id" not in columns and "account_id" not in columns:
        missing.append("merchant_id (or say whose file it is)")
    if missing:
        raise MissingColumnsError(source.name, kind, missing, found)
    return kind, columns

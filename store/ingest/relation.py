"""A file as something SQL can select from, and how each of its columns is read."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from store.ingest.fields import Columns
from store.ingest.sql import name, quoted
from store.ingest.table import Table

_TIMES = ("TIMESTAMP", "DATE")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "U")


@dataclass(frozen=True, slots=True)
class Relation:
    """What to select from (`sql`), the DuckDB type of each of its columns, and our fields' columns.

    `line` is the SQL of a row's line number, None where the fast reader does not count; `raw` of
    its text; `malformed` of the reason why it could not be taken apart, NULL if it could.
    """

    sql: str
    types: Mapping[str, str]
    columns: Columns
    raw: str
    line: str | None = None
    malformed: str = "CAST(NULL AS VARCHAR)"

    def __contains__(self, field: object) -> bool:
        return field in self.columns

    def text(self, field: str) -> str:
        """SQL for a field as trimmed text, null if blank; of several columns the first that holds any."""
        return _first([_text(column, self.types[column]) for column in self.columns.fields.get(field, ())])

    def moment(self, field: str) -> str:
        """SQL for a field as a time in UTC, null where it is blank or unreadable."""
        return _first([_moment(column, self.types[column]) for column in self.columns.fields.get(field, ())])

    def flag(self, field: str, yes: str) -> str:
        """SQL for a flag as a time: the one it holds, `yes` if it only says yes, null for no."""
        return _first(
            [_flag(column, self.types[column], yes) for column in self.columns.fields.get(field, ())]
        )

    def truth(self, field: str) -> str:
        """SQL for a field as true or false; blank and unreadable are false."""
        return f"coalesce({_first([self._truth(c) for c in self.columns.fields.get(field, ())])}, false)"

    def _truth(self, column: str) -> str:
        if self.types[column] == "BOOLEAN":
            return name(column)
        if self.types[column] != "VARCHAR":
            return f"truth(CAST({name(column)} AS VARCHAR))"
        # The two spellings of most files are known at a glance.
        fast = "WHEN 'false' THEN false WHEN 'true' THEN true"
        return f"CASE {name(column)} {fast} ELSE truth({name(column)}) END"


def csv_relation(path: Path, table: Table, columns: Columns) -> Relation:
    """A CSV through DuckDB's reader, every value a text. One malformed row makes the query fail."""
    listed = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in table.columns)
    sql = (
        f"read_csv({quoted(str(path))}, delim = {quoted(table.delimiter)}, quote = '\"', escape = '\"', "
        f"header = true, auto_detect = false, columns = {{{listed}}})"
    )
    values = ", ".join(f"coalesce({name(column)}, '')" for column in table.columns)
    raw = f"concat_ws({quoted(table.delimiter)}, {values})"
    return Relation(sql, dict.fromkeys(table.columns, "VARCHAR"), columns, raw)


def counted(relation: Relation) -> Relation:
    """A CSV whose rows are its lines below the header, numbered as they stream by."""
    sql = f"(SELECT row_number() OVER () + 1 AS line_number, * FROM {relation.sql})"
    return Relation(sql, relation.types, relation.columns, relation.raw, "line_number")


def parquet_relation(path: Path, types: Mapping[str, str], columns: Columns) -> Relation:
    """A Parquet file; a row's line is its number, from 1."""
    sql = f"({_flat(path, lines=True)})"
    listed = ", ".join(f"{name(column)} := {name(column)}" for column in types)
    raw = f"CAST(to_json(struct_pack({listed})) AS VARCHAR)"
    return Relation(sql, types, columns, raw, "line_number")


def parquet_types(connection: DuckDBPyConnection, path: Path) -> dict[str, str]:
    """The columns of a Parquet file and their DuckDB types; those inside another with a dotted name.

    Raises duckdb.Error or pyarrow's ArrowException if it is damaged.
    """
    described = connection.execute(f"DESCRIBE {_flat(path)}").fetchall()
    return {str(row[0]): str(row[1]) for row in described}


def _flat(path: Path, *, lines: bool = False) -> str:
    """A SELECT of every column, structures taken apart."""
    # Needed for Parquet alone, and a tenth of a second to import.
    import pyarrow.parquet as pq  # noqa: PLC0415

    listed = [f"{_access(parts)} AS {name('.'.join(parts))}" for parts in _leaves(pq.read_schema(path))]
    number = ["file_row_number + 1 AS line_number"] if lines else []
    rows = f"read_parquet({quoted(str(path))}, file_row_number = true)"
    return f"SELECT {', '.join([*listed, *number])} FROM {rows}"


def _leaves(fields: Iterable[Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for field in fields:
        here = (*above, field.name)
        inner = field.type
        if str(inner).startswith("struct<"):
            yield from _leaves((inner.field(place) for place in range(inner.num_fields)), here)
        else:
            yield here


def _access(parts: tuple[str, ...]) -> str:
    return ".".join(map(name, parts))


def _first(expressions: Sequence[str]) -> str:
    if not expressions:
        return "NULL"
    return expressions[0] if len(expressions) == 1 else f"coalesce({', '.join(expressions)})"


def _text(column: str, kind: str) -> str:
    text = name(column) if kind == "VARCHAR" else f"CAST({name(column)} AS VARCHAR)"
    return f"clean({text})"


def _flag(column: str, kind: str, yes: str) -> str:
    text = _text(column, kind)
    if kind == "BOOLEAN":
        return f"CASE WHEN {name(column)} THEN {yes} END"
    if kind.startswith(_TIMES):
        return _moment(column, kind)
    return f"CASE WHEN {text} IS NULL THEN NULL WHEN truth({text}) THEN {yes} ELSE text_moment({text}) END"


def _moment(column: str, kind: str) -> str:
    if kind.endswith("WITH TIME ZONE"):
        return f"({name(column)} AT TIME ZONE 'UTC')"
    if kind.startswith(_TIMES):
        return f"CAST({name(column)} AS TIMESTAMP)"
    if kind.startswith(_NUMBERS):
        return f"number_moment(CAST({name(column)} AS DOUBLE))"
    return f"text_moment({_text(column, kind)})"

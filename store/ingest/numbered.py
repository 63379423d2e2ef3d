"""A text file copied, record by record, into a Parquet file that keeps the line numbers."""

from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from store.ingest.csv_lines import csv_records
from store.ingest.fields import Columns, Kind, fields_of, pick, recognise
from store.ingest.json_lines import json_records
from store.ingest.lines import Lines, Record
from store.ingest.relation import Relation
from store.ingest.source import Source
from store.ingest.sql import name, quoted
from store.ingest.table import Table

_BATCH = 20_000
_RAW_LIMIT = 2_000  # characters kept of a line, for the rejects

# Beside a file's own columns: names that no export has.
_LINE, _RAW, _FAULT = ".line", ".raw", ".fault"

_Row = tuple[int | str | None, ...]


def records_of(lines: Lines, source: Source, table: Table | None) -> Iterator[Record]:
    """The records of a text source; a CSV's `table` tells how it is split."""
    return json_records(lines, source.name) if table is None else csv_records(lines, table)


def number(
    source: Source, table: Table | None, kind: Kind, folder: Path, tell: Callable[[float], None]
) -> tuple[Relation, bool]:
    """Copy a text file's records under our field names, with line, text and what is malformed.

    Returns the relation over the copy, and whether the file ends in the middle of a record.
    """
    path = folder / "numbered.parquet"
    reader = _JsonRows(kind) if table is None else _CsvRows(table, kind)
    schema = pa.schema(
        [(_LINE, pa.int64()), *((text, pa.string()) for text in (_RAW, _FAULT, *reader.names))]
    )
    size = max(1, source.path.stat().st_size)
    cut = False
    with source.path.open("rb") as file, pq.ParquetWriter(path, schema) as writer:
        lines = Lines(file)
        records = records_of(lines, source, table)
        while batch := list(islice(records, _BATCH)):
            columns = zip(*map(reader.row, batch), strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            cut = batch[-1].cut
            tell(lines.offset / size)
    sql, types = f"read_parquet({quoted(str(path))})", dict.fromkeys(reader.names, "VARCHAR")
    return Relation(sql, types, reader.found(), *map(name, (_RAW, _LINE, _FAULT))), cut


class _CsvRows:
    """A CSV's columns are always in the same places; those nobody asked for are left out."""

    def __init__(self, table: Table, kind: Kind) -> None:
        self._found = recognise(table.columns, kind)
        used = {column for columns in self._found.fields.values() for column in columns}
        places = [place for place, column in enumerate(table.columns) if column in used]
        self.names = [table.columns[place] for place in places]
        # One more makes it a tuple even where only one column is used.
        self._values = itemgetter(*places, places[0])
        self._nothing = (None,) * len(places)

    def row(self, record: Record) -> _Row:
        values = self._nothing if record.values is None else self._values(record.values)[:-1]
        return (record.line, record.raw[:_RAW_LIMIT], record.reason, *values)

    def found(self) -> Columns:
        return self._found


class _JsonRows:
    """A JSON line names its own columns: here they are our fields, as far as they occur."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self.names = fields_of(kind)
        self._seen: set[str] = set()

    def row(self, record: Record) -> _Row:
        picked = pick(record.named(None), self._kind)
        self._seen.update(picked)
        return (record.line, record.raw[:_RAW_LIMIT], record.reason, *map(picked.get, self.names))

    def found(self) -> Columns:
        return Columns({field: (field,) for field in self.names if field in self._seen}, ())

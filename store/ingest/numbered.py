"""A text file copied, record by record, into a Parquet file that keeps the line numbers."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from store.ingest.engine import quoted
from store.ingest.fields import Columns, Kind, fields_of, pick, recognise
from store.ingest.lines import Lines, Record, csv_records, json_records
from store.ingest.relation import Relation
from store.ingest.source import Source
from store.ingest.table import Table

_BATCH = 20_000
_RAW_LIMIT = 2_000  # characters kept of a line, for the rejects


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
    fields = fields_of(kind)
    schema = pa.schema(
        [("line_number", pa.int64()), *((c, pa.string()) for c in ("raw_text", "fault", *fields))]
    )
    size = max(1, source.path.stat().st_size)
    seen: dict[str, None] = {}
    cut = False
    with source.path.open("rb") as file, pq.ParquetWriter(path, schema) as writer:
        lines = Lines(file)
        records = records_of(lines, source, table)
        while batch := list(islice(records, _BATCH)):
            rows = [_row(record, kind) for record in batch]
            for row in rows:
                seen.update(dict.fromkeys(row))
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            cut = batch[-1].cut
            tell(lines.offset / size)
    known = seen if table is None else recognise(table.columns, kind).fields
    columns = Columns({field: (field,) for field in fields if field in known}, ())
    types = dict.fromkeys(fields, "VARCHAR")
    sql = f"read_parquet({quoted(str(path))})"
    return Relation(sql, types, columns, "raw_text", "line_number", "fault"), cut


def _row(record: Record, kind: Kind) -> dict[str, object]:
    fields = pick(record.values, kind) if record.values is not None else {}
    return {"line_number": record.line, "raw_text": record.raw[:_RAW_LIMIT], "fault": record.reason, **fields}

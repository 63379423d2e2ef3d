"""A campaign file in batches of checked records; small enough to read in Python, whatever its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from store.ingest.errors import CutFileError
from store.ingest.fields import pick
from store.ingest.json_lines import flatten
from store.ingest.lines import Lines, Record
from store.ingest.numbered import records_of
from store.ingest.opened import Opened
from store.ingest.record import CampaignRecord, check
from store.ingest.table import Table

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A row: where it is, its text, and the record it makes or the reason why it makes none."""

    line: int
    raw: str
    record: CampaignRecord | str
    cut: bool = False


def batches(opened: Opened, tell: Callable[[float], None]) -> Iterator[list[Checked]]:
    """The rows of a campaign file, some hundreds at a time. Raises CutFileError, UnusableFileError."""
    rows = _parquet(opened, tell) if opened.source.format == "parquet" else _text(opened, tell)
    checked = (_check(row, opened.table) for row in rows)
    while batch := list(islice(checked, _BATCH)):
        yield batch


def _check(row: Record, table: Table | None) -> Checked:
    if row.values is None:
        return Checked(row.line, row.raw, row.reason or "", row.cut)
    return Checked(row.line, row.raw, check(pick(row.named(table), "campaigns")))


def _text(opened: Opened, tell: Callable[[float], None]) -> Iterator[Record]:
    size = max(1, opened.source.path.stat().st_size)
    with opened.source.path.open("rb") as file:
        lines = Lines(file)
        for record in records_of(lines, opened.source, opened.table):
            yield record
            tell(lines.offset / size)


def _parquet(opened: Opened, tell: Callable[[float], None]) -> Iterator[Record]:
    try:
        with pq.ParquetFile(opened.source.path) as file:
            line, size = 0, max(1, file.metadata.num_rows)
            for batch in file.iter_batches(_BATCH):
                for row in batch.to_pylist():
                    line += 1
                    yield Record(line, str(row), flatten(row))
                tell(line / size)
    except (pa.ArrowInvalid, OSError) as error:
        raise CutFileError(opened.source.name, "Parquet") from error

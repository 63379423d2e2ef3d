"""The rows of a campaign file sorted: totals to a part, bad rows to a file, the rest counted."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from store.ingest.behaviour import WEIGHTS
from store.ingest.checked import Checked
from store.rejections import RAW_LIMIT
from store.rows import Rejection

_COUNTS = ("delivered", *WEIGHTS)
_TOTALS = pa.schema(
    [
        ("merchant_id", pa.string()),
        ("campaign_id", pa.string()),
        *((name, pa.int64()) for name in _COUNTS),
        ("taken_at", pa.timestamp("us", tz="UTC")),
        ("line", pa.int64()),
    ]
)


class Sorting:
    """Writes as it goes, so that a file of any length fits in memory. Use it with `with`."""

    def __init__(self, folder: Path, taken_at: datetime, kept: int) -> None:
        self._taken_at = taken_at
        self._kept = kept
        self._open = ExitStack()
        self._rejects: Any = None
        self._totals: pq.ParquetWriter | None = None
        #: The part, with totals if there are any, and the file of rejected rows if there are any.
        self.part = folder / "part"
        self.rejects = folder / "rejects.csv"
        #: The first `kept` rejected rows, and how many there are of each sort.
        self.first: list[Rejection] = []
        self.read = self.rejected = 0
        self.cut = False

    def __enter__(self) -> Self:
        self.part.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the files; they can be moved now."""
        self._open.close()

    def sort(self, rows: Iterable[tuple[Checked, str | None, str]]) -> None:
        """Take in rows, each with the reason why it was left out, None if it was not, and its owner."""
        totals = []
        for row, reason, owner in rows:
            self.read += 1
            self.cut = row.cut
            if reason is not None:
                self._reject(row, reason)
            elif not isinstance(row.record, str) and row.record.totals:
                key = {"merchant_id": owner, "campaign_id": row.record.campaign_id}
                totals.append(key | row.record.totals | {"taken_at": self._taken_at, "line": row.line})
        if totals:
            self._write_totals(totals)

    def _reject(self, row: Checked, reason: str) -> None:
        if self._rejects is None:
            file = self._open.enter_context(self.rejects.open("w", encoding="utf-8", newline=""))
            self._rejects = csv.writer(file)
            self._rejects.writerow(["line", "reason", "raw"])
        raw = row.raw[:RAW_LIMIT]
        self._rejects.writerow([row.line, reason, raw])
        self.rejected += 1
        if len(self.first) < self._kept:
            self.first.append(Rejection(line=row.line, reason=reason, raw=raw))

    def _write_totals(self, totals: list[dict[str, Any]]) -> None:
        if self._totals is None:
            writer = pq.ParquetWriter(self.part / "totals.parquet", _TOTALS)
            self._totals = self._open.enter_context(writer)
        self._totals.write_table(pa.Table.from_pylist(totals, schema=_TOTALS))

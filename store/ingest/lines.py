"""A text file line by line with physical line numbers: the careful way, in Python.

For small files, and for large ones once DuckDB's fast reader has met a row it cannot take.
"""

from collections import deque
from typing import BinaryIO, Final, NamedTuple

from store.ingest.table import Table

_LONGEST_LINE = 1 << 20

#: Why the last record of a file may have no values.
CUT: Final = "the file ends in the middle of this row"


class Record(NamedTuple):
    """One record: where its first line is (the file's first is 1), its values, or why it has none.

    `values` has one text per column of a CSV, or is the flattened object of a JSON line or a Parquet
    row. `cut` is set on the last record of a file that ends in the middle of it.
    """

    line: int
    raw: str
    values: list[str] | dict[str, str] | None
    reason: str | None = None
    cut: bool = False

    def named(self, table: Table | None) -> dict[str, str]:
        """The values by the names of their columns; `table` is that of a CSV. Nothing if there are none."""
        if isinstance(self.values, dict):
            return self.values
        return dict(zip(table.columns, self.values, strict=True)) if table and self.values else {}


class Lines:
    """The lines of a file, numbered, of bounded length, that can be put back."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._back: deque[bytes] = deque()
        self.number = 0
        #: Bytes read so far, for the progress bar.
        self.offset = 0

    def next(self) -> bytes:
        """The next line with its line feed; b"" at the end. What is beyond the limit is skipped."""
        if self._back:
            line = self._back.popleft()
        else:
            line = self._file.readline(_LONGEST_LINE)
            self.offset += len(line)
            self._skip_rest(line)
        self.number += bool(line)
        return line

    def put_back(self, lines: list[bytes]) -> None:
        """Read these again before the rest of the file."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)

    def _skip_rest(self, line: bytes) -> None:
        while len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            line = self._file.readline(_LONGEST_LINE)
            self.offset += len(line)


def shown(line: bytes) -> str:
    """A line as text for the rejects, whatever is in it."""
    return line.decode(errors="replace").rstrip("\r\n")

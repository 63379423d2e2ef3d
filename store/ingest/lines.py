"""A text file record by record with physical line numbers, malformed records and all.

The careful way, in Python: for small files, and for large ones once DuckDB's fast reader has met a
row it cannot take.
"""

import csv
import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from store.ingest.errors import UnusableFileError
from store.ingest.table import Table

_LONGEST_LINE = 1 << 20
# A quoted value may hold line breaks. One that never ends would swallow the rest of the file, so
# past this many lines the quote counts as a slip and only its own line is lost.
_LONGEST_RECORD = 200

_CUT = "the file ends in the middle of this row"


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


def csv_records(lines: Lines, table: Table) -> Iterator[Record]:
    """The records below the header; blank lines are passed over."""
    lines.next()
    width, delimiter = len(table.columns), table.delimiter
    while line := lines.next():
        # The short way for what most of millions of rows look like.
        if line.isascii() and b'"' not in line:
            text = line.decode("ascii").rstrip("\r\n")
            values = text.split(delimiter)
            if len(values) == width and text:
                yield Record(lines.number, text, values)
                continue
        if line.strip():
            yield _csv_record(lines.number, line, lines, table)


def json_records(lines: Lines, filename: str) -> Iterator[Record]:
    """The objects of a JSON Lines file. Raises UnusableFileError if it is one array instead."""
    while line := lines.next():
        if not line.strip():
            continue
        if lines.number == 1 and line.lstrip().startswith(b"["):
            raise UnusableFileError(filename, "is one JSON array: write one object a line (JSON Lines).")
        yield _json_record(lines.number, line)


def header_of_json(path: Path, limit: int = 200) -> tuple[str, ...]:
    """The names in the first objects of a JSON Lines file, in the order in which they appear."""
    names: dict[str, None] = {}
    with path.open("rb") as file:
        for record in json_records(Lines(file), path.name):
            names.update(dict.fromkeys(record.named(None)))
            if record.line >= limit:
                break
    return tuple(names)


def flatten(value: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested objects as dotted names; of a list the first element; null is left out."""
    flat: dict[str, str] = {}
    for name, inner in value.items():
        one = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(one, dict):
            flat.update(flatten(one, f"{prefix}{name}."))
        elif one is not None and one != []:
            flat[f"{prefix}{name}"] = str(one).lower() if isinstance(one, bool) else str(one)
    return flat


def _csv_record(start: int, line: bytes, lines: Lines, table: Table) -> Record:
    whole = line
    taken: list[bytes] = []
    try:
        values = _values(_text(line), table)
        while values is None and len(taken) < _LONGEST_RECORD and (more := lines.next()):
            taken.append(more)
            whole += more
            # Only a line with a quote can close what was opened.
            values = _values(_text(whole), table) if b'"' in more else None
    except UnicodeDecodeError:
        reason = "this row is not valid UTF-8"
    except csv.Error:
        reason = "a quotation mark stands in the middle of a value"
    else:
        if values is not None and len(values) == len(table.columns):
            return Record(start, _text(whole), values)
        reason = _uneven(values, table)
    lines.put_back(taken)
    cut = not line.endswith(b"\n")
    return Record(start, _shown(line), None, _CUT if cut else reason, cut)


def _text(line: bytes) -> str:
    return line.decode().lstrip("\ufeff").rstrip("\r\n")


def _uneven(values: list[str] | None, table: Table) -> str:
    if values is None:
        return "a quotation mark is opened here and never closed"
    return f"{len(values)} values under a header of {len(table.columns)} columns"


def _values(text: str, table: Table) -> list[str] | None:
    """The values of a record, None if a quoted one goes on in the next line. Raises csv.Error."""
    if '"' not in text:
        values = text.split(table.delimiter)
    else:
        try:
            values = next(csv.reader([text], delimiter=table.delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                return None
            raise
    # Spreadsheets like to end every row with empty columns that the header does not have.
    while len(values) > len(table.columns) and not values[-1].strip():
        values.pop()
    return values


def _json_record(number: int, line: bytes) -> Record:
    cut = not line.endswith(b"\n")
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return Record(number, _shown(line), None, "this line is not valid UTF-8")
    except RecursionError:
        return Record(number, _shown(line), None, "this line is JSON nested too deep to read")
    except json.JSONDecodeError as error:
        reason = _CUT if cut else f"this line is not valid JSON: {error.msg} at character {error.colno}"
        return Record(number, _shown(line), None, reason, cut)
    if not isinstance(value, dict):
        return Record(number, _shown(line), None, "this line is not a JSON object")
    return Record(number, _shown(line), flatten(value))


def _shown(line: bytes) -> str:
    return line.decode(errors="replace").rstrip("\r\n")

"""The records of a CSV, malformed ones and all, each with the line it begins on."""

import csv
from collections.abc import Iterator

from store.ingest.lines import CUT, Lines, Record, shown
from store.ingest.table import Table

# A quoted value may hold line breaks. One that never ends would swallow the rest of the file, so
# past this many lines the quote counts as a slip and only its own line is lost.
_LONGEST_RECORD = 200


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
    return Record(start, shown(line), None, CUT if cut else reason, cut)


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

"""Tables: their size, their cells, and how much text they hold in all."""

from collections.abc import Iterable
from typing import Any

from playground.checks.parts import IDENTIFIER
from playground.checks.rich_text import RICH_TEXT
from playground.checks.rules import (
    Check,
    Problems,
    anything,
    both,
    choice,
    flag,
    listed,
    problem,
    shape,
    string,
    typed,
    whole,
)

_ROWS, _COLUMNS, _CHARACTERS = 100, 20, 10_000
_DATA_ROWS, _DATA_CHARACTERS = 201, 20_000  # the header is a row of its own


def _cell_text(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    string(_DATA_CHARACTERS)(value, path, problems)


_RAW_TEXT = shape({"type": anything, "text": _cell_text})
_RAW_NUMBER = shape({"type": anything, "value": anything}, {"text": _cell_text})
_CELL = typed({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_SETTINGS = shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})


def _setting(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """How a column looks; null leaves it as it is."""
    if value is not None:
        _SETTINGS(value, path, problems)


def _total(most: int) -> Check:
    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if sum(len(text) for text in texts(value.get("rows", ()))) > most:
            problem(problems, f"must be less than {most + 1} characters across all cells", f"{path}/rows")

    return check


def _even(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """Rows of one length under a header without formatting."""
    rows = value.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    if len({len(row) for row in rows}) > 1:
        problem(problems, "all rows must have the same number of cells", f"{path}/rows")
    for number, cell in enumerate(rows[0] if rows else ()):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            problem(problems, "unsupported type: rich_text", f"{path}/rows/0/{number}/type")


def texts(node: Any) -> Iterable[str]:  # noqa: ANN401 - any JSON
    """Every string under a key `text`, however deep."""
    if isinstance(node, list | tuple):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        for key, item in node.items():
            if key == "text" and isinstance(item, str):
                yield item
            else:
                yield from texts(item)


_ROW = listed(_CELL, _COLUMNS)
TABLE = both(
    shape(
        {"type": anything, "rows": listed(_ROW, _ROWS)},
        {"block_id": IDENTIFIER, "column_settings": listed(_setting, _COLUMNS, 0)},
    ),
    _total(_CHARACTERS),
)
DATA_TABLE = both(
    shape(
        {"type": anything, "rows": listed(_ROW, _DATA_ROWS, 2), "caption": string(3000)},
        {
            "block_id": IDENTIFIER,
            "page_size": whole(1, 100),
            "row_header_column_index": whole(0, _COLUMNS - 1),
        },
    ),
    _total(_DATA_CHARACTERS),
    _even,
)

"""A report on a terminal."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from agents.evaluation.comparison import comparison, notes_of
from agents.evaluation.markdown import facts
from agents.evaluation.table import Table
from agents.evaluation.tables import tables
from agents.evaluation.types import Report
from handlers.terminal.safe import printable

_NARROWEST = 120  # characters, where the output goes to a file
_HEADING = 11  # characters, before a heading is broken
_FIRST, _GAP = 22, 2  # characters: the least for the first column, and between two


def show(report: Report) -> None:
    """Print every table, and what to know beside them."""
    _print(tables(report), heading=tuple(facts(report.setup)), notes=report.notes)


def show_comparison(reports: Sequence[Report]) -> None:
    """Print the runs side by side."""
    _print(comparison(reports), heading=(), notes=notes_of(reports))


def _print(made: Sequence[Table], *, heading: Sequence[str], notes: Sequence[str]) -> None:
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, _NARROWEST)
    for line in heading:
        console.print(printable(line))
    for table in made:
        # A title in the table would be broken at the table's width.
        console.print()
        console.print(table.title, style="bold")
        console.print(_rich(table, console.width))
    console.print()
    for note in notes:
        console.print(f"• {printable(note)}")


def _rich(table: Table, width: int) -> RichTable:
    """As a terminal of this width shows it: where it is narrow words are broken first, then figures."""
    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    headings = ["\n".join(wrap(column, _HEADING)) for column in table.columns]
    whole = _width(table, headings) <= width
    for place, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if place else "left"
        made.add_column(
            Text(heading), justify=side, no_wrap=bool(place) and whole, overflow="fold", vertical="bottom"
        )
    for row in table.rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


def _width(table: Table, headings: Sequence[str]) -> int:
    """How wide it is with its first column as narrow as it may get."""
    figures = zip(headings[1:], *(row[1:] for row in table.rows), strict=True)
    widths = [max(len(part) for cell in column for part in cell.split("\n")) for column in figures]
    return _FIRST + sum(width + _GAP for width in widths)

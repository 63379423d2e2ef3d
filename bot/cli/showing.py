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
_HEADING = 13  # characters, before a heading is broken


def terminal() -> Console:
    """Standard output, wide enough for every table where it goes to a file."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, _NARROWEST)
    return console


def show(report: Report, console: Console) -> None:
    """Print every table, and what to know beside them."""
    _print(console, tables(report), heading=tuple(facts(report.setup)), notes=report.notes)


def show_comparison(reports: Sequence[Report], console: Console) -> None:
    """Print the runs side by side."""
    _print(console, comparison(reports), heading=(), notes=notes_of(reports))


def _print(console: Console, made: Sequence[Table], *, heading: Sequence[str], notes: Sequence[str]) -> None:
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
    headings = ["\n".join(wrap(column, _HEADING, break_on_hyphens=False)) for column in table.columns]
    figures = _figures(table, headings)
    longest = max(len(row[0]) for row in table.rows)
    roomy = longest + figures + 2 * len(headings) <= width
    whole = roomy or _longest_word(table) + figures <= width
    made = RichTable(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, int(roomy)), collapse_padding=True)
    for place, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if place else "left"
        made.add_column(
            Text(heading), justify=side, no_wrap=bool(place) and whole, overflow="fold", vertical="bottom"
        )
    for row in table.rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


def _figures(table: Table, headings: Sequence[str]) -> int:
    """How wide all columns but the first are, the lines between them included."""
    columns = zip(headings[1:], *(row[1:] for row in table.rows), strict=True)
    return sum(1 + max(len(part) for cell in column for part in cell.split("\n")) for column in columns)


def _longest_word(table: Table) -> int:
    return max(len(word) for row in table.rows for word in row[0].split() or [""])

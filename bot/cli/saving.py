"""A report printed and saved."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from agents.evaluation.comparison import comparison
from agents.evaluation.markdown import facts, page, sections
from agents.evaluation.plot import picture
from agents.evaluation.table import Table
from agents.evaluation.tables import tables
from agents.evaluation.types import Report

if TYPE_CHECKING:  # not for `--json`
    from rich.table import Table as RichTable

_NARROWEST = 120  # characters, where the output goes to a file
_HEADING = 11  # characters, before a heading is broken


def save(report: Report, folder: Path, *, stem: str = "evaluation") -> tuple[Path, ...]:
    """Write the report as JSON, Markdown and PNG; the files, each of which appears whole."""
    drawn = folder / f"{stem}.png"
    return (
        _write(drawn, picture(report)),
        _write(folder / f"{stem}.json", report.model_dump_json(indent=2).encode() + b"\n"),
        _write(folder / f"{stem}.md", page(report, plot=drawn.name).encode()),
    )


def save_comparison(reports: Sequence[Report], folder: Path) -> Path:
    """Write the runs of an ablation side by side, as Markdown."""
    notes = ("", "## How to read this", "", *(f"- {note}" for note in _notes(reports)))
    lines = ("# Ablation", *sections(comparison(reports)), *notes)
    return _write(folder / "ablation.md", ("\n".join(lines) + "\n").encode())


def show(report: Report) -> None:
    """Print every table, and what to know beside them."""
    _print(tables(report), heading=tuple(facts(report.setup)), notes=report.notes)


def show_comparison(reports: Sequence[Report]) -> None:
    """Print the runs side by side."""
    _print(comparison(reports), heading=(), notes=_notes(reports))


def _notes(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for report in reports for note in report.notes))


def _print(made: Sequence[Table], *, heading: Sequence[str], notes: Sequence[str]) -> None:
    from rich.console import Console  # noqa: PLC0415 - as all of rich

    from handlers.terminal.safe import printable  # noqa: PLC0415

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, _NARROWEST)
    for line in heading:
        console.print(printable(line))
    for table in made:
        console.print()
        console.print(table.title, style="bold")
        console.print(_rich(table))
    console.print()
    for note in notes:
        console.print(f"• {printable(note)}")


def _rich(table: Table) -> "RichTable":
    """As a terminal shows it: figures stay whole, where it gets narrow the first column is broken."""
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from handlers.terminal.safe import printable  # noqa: PLC0415

    # A title in the table would be broken at the table's width.
    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(table.columns):
        heading = Text("\n".join(wrap(column, _HEADING)))
        made.add_column(heading, justify="right" if place else "left", no_wrap=bool(place), vertical="bottom")
    for row in table.rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


def _write(path: Path, content: bytes) -> Path:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return path

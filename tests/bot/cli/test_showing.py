"""A report on terminals of any width."""

from io import StringIO

import pytest
from rich.console import Console

from agents.evaluation.comparison import comparison
from agents.evaluation.summary import summarise
from agents.evaluation.table import Table
from agents.evaluation.tables import tables
from agents.types import Draft
from bot.cli.showing import show, show_comparison
from tests.agents.evaluation.samples import OLD, SETUP, five, nearness

REPORT = summarise(five(), setup=SETUP, nearness=nearness())


def printed(width: int, *, runs: int = 0) -> str:
    console = Console(file=StringIO(), width=width, highlight=False, markup=False)
    if runs:
        named = [SETUP.model_copy(update={"name": f"run {n}"}) for n in range(runs)]
        show_comparison([REPORT.model_copy(update={"setup": setup}) for setup in named], console)
    else:
        show(REPORT, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def figures(made: tuple[Table, ...]) -> set[str]:
    return {cell for table in made for row in table.rows for cell in row[1:] if " " not in cell}


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_figure_is_cut(width: int) -> None:
    text = printed(width)
    assert [cell for cell in figures(tables(REPORT)) if cell not in text] == []
    assert "…" not in text
    assert max(len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("runs", [1, 4, 6])
def test_runs_side_by_side_fit(runs: int) -> None:
    text = printed(120, runs=runs)
    assert [cell for cell in figures(comparison([REPORT])) if cell not in text] == []
    assert "…" not in text


def test_marks_from_outside_do_nothing_to_the_terminal() -> None:
    odd = five()[2].model_copy(update={"draft": Draft(id="\x1b[31m[red]x", audience="new_buyers", body=OLD)})
    console = Console(file=StringIO(), width=120, highlight=False, markup=False)
    show(summarise([odd], setup=SETUP, nearness=nearness(1)), console)
    assert isinstance(console.file, StringIO)
    text = console.file.getvalue()
    assert "\x1b" not in text
    assert "[red]x" in text

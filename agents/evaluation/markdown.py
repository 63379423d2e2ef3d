"""A report as a page."""

from collections.abc import Iterator

from agents.evaluation.table import Table
from agents.evaluation.tables import tables
from agents.evaluation.types import Report, Setup


def page(report: Report, *, plot: str | None = None) -> str:
    """The page in Markdown; `plot` is the file name of the picture beside it."""
    head = [
        f"# {report.setup.name[:1].upper()}{report.setup.name[1:]}",
        "",
        *(f"- {fact}" for fact in facts(report.setup)),
    ]
    picture = ["", f"![Scores and preference by segment]({plot})"] if plot else []
    notes = ["", "## How to read this", "", *(f"- {note}" for note in report.notes)]
    return "\n".join([*head, *picture, *sections(tables(report)), *notes]) + "\n"


def sections(made: tuple[Table, ...]) -> Iterator[str]:
    """Tables as lines of Markdown, each under its heading."""
    for table in made:
        yield from ("", f"## {table.title}", "")
        yield _row(table.columns)
        yield _row(("---", *["---:"] * (len(table.columns) - 1)))
        yield from (_row(row) for row in table.rows)


def facts(setup: Setup) -> Iterator[str]:
    """What was run, a line each."""
    yield f"Drafts: {setup.source}"
    yield f"Engine: {setup.engine}"
    yield from (f"Model for {agent}: {model}" for agent, model in setup.models.items())
    yield f"Judge: {setup.judge}, asked {'once' if setup.repeats == 1 else f'{setup.repeats} times'}"
    if setup.prompts:
        yield f"Prompts: {setup.prompts}"
    if not setup.history:
        yield "History: not looked at"
    if setup.path:
        yield f"Path: {setup.path} alone"
    yield f"Day: {setup.today or 'the one on which each campaign was sent'}"
    yield f"Seed: {setup.seed}"


def _row(cells: tuple[str, ...]) -> str:
    flat = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(flat)} |"

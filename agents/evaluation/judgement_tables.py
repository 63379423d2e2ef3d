"""The tables of what the judge and the diagnosis say."""

from agents.evaluation.cells import count, interval, number, percent
from agents.evaluation.moved_cells import score
from agents.evaluation.table import Row, Table, name
from agents.evaluation.types import Report


def scores(report: Report) -> Table:
    """Audience match and marketing effectiveness before and after, as the paper's first table."""
    lines = (*report.segments, report.overall, report.as_sent)
    return Table(
        title="Scores (means of 1, 3 or 5)",
        columns=("Segment", "Drafts", "Pairs", *_moved("Audience"), *_moved("Marketing")),
        rows=tuple(
            (
                name(line.name),
                count(line.drafts),
                count(line.pairs),
                *score(line.audience),
                *score(line.market),
            )
            for line in lines
        ),
    )


def _moved(what: str) -> Row:
    return (f"{what}: original", "generated", "Δ %")


def preference(report: Report) -> Table:
    """Who won the blind comparisons, and how steady the judge was."""
    rows: list[Row] = [
        (
            name(line.name),
            count(line.preferred.of if line.preferred else 0),
            percent(line.preferred),
            interval(line.preferred),
            percent(line.again),
            percent(line.kept),
            percent(line.tied),
            percent(line.swap),
            percent(line.repeat),
        )
        for line in (*report.segments, report.overall, report.as_sent)
    ]
    if report.alike:
        alike = (count(report.alike.of), percent(report.alike), interval(report.alike))
        rows.append(("Pairs of one length", *alike, *["–"] * 5))
    columns = (
        "Segment",
        "n",
        "Rewrite %",
        "95 % interval",
        "Asked again %",
        "Original %",
        "Tie %",
        "Swap agrees %",
    )
    return Table(
        title="Preference (blind, in both orders; disagreement is a tie)",
        columns=(*columns, "Repeat agrees %"),
        rows=tuple(rows),
    )


def similarity(report: Report) -> Table:
    """How near the rewrites stay to their drafts, as the paper's second table."""
    lines = [line for line in (*report.segments, report.overall) if line.chrf is not None]
    return Table(
        title="Similarity of rewrite to original",
        columns=("Segment", "Pairs", "chrF", "BERTScore-F1"),
        rows=tuple(
            (name(line.name), count(line.pairs), number(line.chrf), number(line.bertscore)) for line in lines
        ),
    )


def errors(report: Report) -> Table:
    """The error types of drafts and of their rewrites."""
    rows = [
        (name(e.type), count(e.primary), count(e.before), count(e.after))
        for e in report.errors
        if e.before or e.after
    ]
    if report.clean:
        pairs, clean = report.clean.of, report.clean.hits
        primary = sum(e.primary for e in report.errors)
        rows.append(("No error", count(pairs - primary), "–", count(clean)))
    return Table(
        title="Error types of the pairs",
        columns=("Error", "Draft: main error", "Draft: any", "Rewrite: any"),
        rows=tuple(rows),
    )

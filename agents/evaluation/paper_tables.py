"""Our figures beside the published ones."""

from agents.evaluation.cells import count, number, percent
from agents.evaluation.moved_cells import change
from agents.evaluation.paper import Published, published
from agents.evaluation.table import Row, Table, name
from agents.evaluation.types import Line, Report


def beside_the_paper(report: Report) -> tuple[Table, ...]:
    """Our figures beside the published ones; the titles say whose are whose."""
    theirs = published()
    both = [(line, theirs[line.name]) for line in (*report.segments, report.overall) if line.pairs]
    return (
        Table(
            title="Scores beside the paper's (theirs: other data, judged by GPT-4o)",
            columns=_SCORES,
            rows=tuple(_changes(line, paper) for line, paper in both),
        ),
        Table(
            title="Preference and similarity beside the paper's (theirs: other data, judged by GPT-4o)",
            columns=_RATES,
            rows=tuple(_rates(line, paper) for line, paper in both),
        ),
    )


_SCORES = (
    "Segment",
    "Pairs: ours",
    "theirs",
    "Audience Δ %: ours",
    "theirs",
    "Marketing Δ %: ours",
    "theirs",
)
_RATES = ("Segment", "Rewrite %: ours", "theirs", "chrF: ours", "theirs", "BERTScore-F1: ours", "theirs")


def _changes(line: Line, paper: Published) -> Row:
    return (
        name(line.name),
        count(line.pairs),
        count(paper.count),
        change(line.audience),
        change(paper.audience),
        change(line.market),
        change(paper.market),
    )


def _rates(line: Line, paper: Published) -> Row:
    return (
        name(line.name),
        percent(line.preferred),
        f"{paper.preferred:.1f}",
        number(line.chrf),
        number(paper.chrf),
        number(line.bertscore),
        number(paper.bertscore),
    )

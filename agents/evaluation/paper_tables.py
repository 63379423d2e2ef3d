"""Our figures beside the published ones."""

from agents.evaluation.cells import count, number, percent
from agents.evaluation.moved_cells import score
from agents.evaluation.paper import Published, published
from agents.evaluation.table import Row, Table, name
from agents.evaluation.types import Line, Move, Report

_THEIRS = "(theirs: other data, judged by GPT-4o)"
_MOVED = ("Pairs: ours", "original", "generated", "Δ %", "Plans: theirs", "original", "generated", "Δ %")
_RATES = ("Rewrite %: ours", "theirs", "chrF: ours", "theirs", "BERTScore-F1: ours", "theirs")


def beside_the_paper(report: Report) -> tuple[Table, ...]:
    """Our figures beside the published ones; the titles say whose are whose."""
    theirs = published()
    both = [(line, theirs[line.name]) for line in (*report.segments, report.overall) if line.pairs]
    return (
        Table(
            title=f"Audience score beside the paper's {_THEIRS}",
            columns=("Segment", *_MOVED),
            rows=tuple(_moves(line, line.audience, paper, paper.audience) for line, paper in both),
        ),
        Table(
            title=f"Marketing score beside the paper's {_THEIRS}",
            columns=("Segment", *_MOVED),
            rows=tuple(_moves(line, line.market, paper, paper.market) for line, paper in both),
        ),
        Table(
            title=f"Preference and similarity beside the paper's {_THEIRS}",
            columns=("Segment", *_RATES),
            rows=tuple(_rates(line, paper) for line, paper in both),
        ),
    )


def _moves(line: Line, ours: Move | None, paper: Published, theirs: Move) -> Row:
    return (name(line.name), count(line.pairs), *score(ours), count(paper.count), *score(theirs))


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

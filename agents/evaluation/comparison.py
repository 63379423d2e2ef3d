"""Several runs side by side, as the paper's ablation."""

from collections.abc import Callable, Sequence

from agents.evaluation.cells import NONE, count, interval, number, percent
from agents.evaluation.moved_cells import change, score
from agents.evaluation.paper import PublishedRun, published_runs
from agents.evaluation.table import Row, Table
from agents.evaluation.types import Report

Cell = Callable[[Report], str]


def comparison(reports: Sequence[Report]) -> tuple[Table, ...]:
    """A column a run, a line a figure; then the paper's own ablation, marked as theirs."""
    ours = Table(
        title="Runs side by side",
        columns=("", *(report.setup.name for report in reports)),
        rows=tuple((what, *map(cell, reports)) for what, cell in (*_WHO, *_JUDGED, *_WRITTEN)),
    )
    theirs = Table(
        title="The paper's ablation (theirs: other data, judged by the model in third place)",
        columns=("Content · template · judge", *_MOVED, "Rewrite %"),
        rows=tuple(map(_theirs, published_runs())),
    )
    return (ours, theirs)


def notes_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """What has to be said beside them, once."""
    return tuple(dict.fromkeys(note for report in reports for note in report.notes))


def _cost(report: Report) -> str:
    costs = report.costs
    return f"{costs.money.mean:.5f} {costs.currency}" if costs and costs.money else NONE


_MOVED = ("Audience: original", "generated", "Δ %", "Marketing: original", "generated", "Δ %")

_WHO: tuple[tuple[str, Cell], ...] = (
    ("Writer", lambda r: r.setup.engine),
    ("Judge", lambda r: r.setup.judge),
    ("History", lambda r: (r.setup.path or "all").replace("_", " ") if r.setup.history else "none"),
    ("Prompts", lambda r: r.setup.prompts or "ours"),
    ("Drafts", lambda r: count(r.overall.drafts)),
    ("Pairs", lambda r: count(r.overall.pairs)),
)

_JUDGED: tuple[tuple[str, Cell], ...] = (
    ("Audience: original", lambda r: score(r.overall.audience)[0]),
    ("Audience: generated", lambda r: score(r.overall.audience)[1]),
    ("Audience: Δ %", lambda r: change(r.overall.audience)),
    ("Marketing: original", lambda r: score(r.overall.market)[0]),
    ("Marketing: generated", lambda r: score(r.overall.market)[1]),
    ("Marketing: Δ %", lambda r: change(r.overall.market)),
    ("Rewrite preferred %", lambda r: percent(r.overall.preferred)),
    ("95 % interval", lambda r: interval(r.overall.preferred)),
    ("Asked again %", lambda r: percent(r.overall.again)),
    ("Swap agrees %", lambda r: percent(r.overall.swap)),
    ("Repeat agrees %", lambda r: percent(r.overall.repeat)),
    ("As sent: rewrite preferred %", lambda r: percent(r.as_sent.preferred)),
)

_WRITTEN: tuple[tuple[str, Cell], ...] = (
    ("chrF", lambda r: number(r.overall.chrf)),
    ("BERTScore-F1", lambda r: number(r.overall.bertscore)),
    ("Rewrites without error %", lambda r: percent(r.clean)),
    ("Broken checks", lambda r: count(len(r.breaches))),
    ("Time, p50 ms", lambda r: f"{r.time_ms.p50:,.0f}" if r.time_ms else NONE),
    ("Time, p95 ms", lambda r: f"{r.time_ms.p95:,.0f}" if r.time_ms else NONE),
    ("Cost of a suggestion", _cost),
    ("Calls for a suggestion", lambda r: f"{r.costs.calls:.1f}" if r.costs else NONE),
)


def _theirs(run: PublishedRun) -> Row:
    models = f"{run.content} · {run.template} · {run.evaluate}"
    return (models, *score(run.audience), *score(run.market), f"{run.preferred:.1f}")

"""Several runs side by side, as the paper's ablation."""

from collections.abc import Sequence

from agents.evaluation.cells import count, interval, number, percent
from agents.evaluation.moved_cells import change, score
from agents.evaluation.paper import published_runs
from agents.evaluation.table import Row, Table
from agents.evaluation.types import Report

_MOVED = ("Audience: original", "generated", "Δ %", "Marketing: original", "generated", "Δ %")


def comparison(reports: Sequence[Report]) -> tuple[Table, ...]:
    """One line a run, then the paper's own ablation, marked as theirs."""
    return (_judged(reports), _written(reports), _theirs())


def _judged(reports: Sequence[Report]) -> Table:
    rows = [
        (
            r.setup.name,
            count(r.overall.pairs),
            *score(r.overall.audience),
            *score(r.overall.market),
            percent(r.overall.preferred),
            interval(r.overall.preferred),
            percent(r.overall.swap),
            percent(r.overall.repeat),
        )
        for r in reports
    ]
    last = ("Rewrite preferred %", "95 % interval", "Swap agrees %", "Repeat agrees %")
    return Table(title="Runs, as judged", columns=("Run", "Pairs", *_MOVED, *last), rows=tuple(rows))


def _written(reports: Sequence[Report]) -> Table:
    columns = (
        "Run",
        "Engine",
        "Judge",
        "Drafts",
        "Rewritten, as sent preferred %",
        "chrF",
        "Without error %",
        "Broken checks",
        "p50 ms",
        "p95 ms",
        "Cost each",
    )
    return Table(title="Runs, as written", columns=columns, rows=tuple(_writing(r) for r in reports))


def _writing(report: Report) -> Row:
    time, costs = report.time_ms, report.costs
    money = costs.money if costs else None
    return (
        report.setup.name,
        report.setup.engine,
        report.setup.judge,
        count(report.overall.drafts),
        percent(report.as_sent.preferred),
        number(report.overall.chrf),
        percent(report.clean),
        count(len(report.breaches)),
        f"{time.p50:,.0f}" if time else "–",
        f"{time.p95:,.0f}" if time else "–",
        f"{money.mean:.5f} {costs.currency}" if money and costs else "–",
    )


def _theirs() -> Table:
    rows = [
        (
            f"{run.content} · {run.template} · {run.evaluate}",
            *(f"{value:.2f}" for value in (run.audience.before, run.audience.after)),
            change(run.audience),
            *(f"{value:.2f}" for value in (run.market.before, run.market.after)),
            change(run.market),
            f"{run.preferred:.1f}",
        )
        for run in published_runs()
    ]
    return Table(
        title="The paper's ablation (theirs: other data, judged by the model in third place)",
        columns=("Content · template · judge", *_MOVED, "Rewrite preferred %"),
        rows=tuple(rows),
    )

"""The tables of what happened and what it took."""

from collections.abc import Iterator

from agents.evaluation.cells import count, interval, percent
from agents.evaluation.table import Row, Table
from agents.evaluation.types import Costs, Report


def outcomes(report: Report) -> Table:
    """How the drafts ended, which way they took, and whose words the rewrites are."""
    counts = (("Outcome", report.outcomes), ("Path", report.paths), ("Written by", report.writers))
    troubles = ((sentence, count(n)) for sentence, n in report.troubles.items())
    rows = [(f"{what}: {key.replace('_', ' ')}", count(n)) for what, of in counts for key, n in of.items()]
    return Table(title="Outcomes, paths, writers", columns=("", "Drafts"), rows=(*rows, *troubles))


def checks(report: Report) -> Table:
    """What the hard checks find when they are made again."""
    breaches = ((f"{b.draft_id}, {b.where}: {b.rule}", b.detail) for b in report.breaches)
    return Table(
        title="Hard checks, made again on every message we wrote (variants too)",
        columns=("", "Found"),
        rows=(
            ("Messages checked", count(report.checked)),
            ("Facts or other checks broken", count(len(report.breaches))),
            ("Drafts left as they are with a finding of their own", count(len(report.own_findings))),
            *breaches,
        ),
    )


def expense(report: Report) -> Table:
    """Time and money."""
    return Table(
        title="Time and cost of a suggestion",
        columns=("", "Suggestions", "Mean", "p50", "p95"),
        rows=tuple(_expenses(report)),
    )


def _expenses(report: Report) -> Iterator[Row]:
    if time := report.time_ms:
        yield ("Time, ms", count(time.n), *(f"{value:,.0f}" for value in (time.mean, time.p50, time.p95)))
    if report.costs:
        yield from _costs(report.costs)
    if report.judging:
        yield from (
            (f"Measuring: {what[0].lower()}{what[1:]}", *rest) for what, *rest in _costs(report.judging)
        )


def _costs(costs: Costs) -> Iterator[Row]:
    if money := costs.money:
        shown = (f"{value:.5f}" for value in (money.mean, money.p50, money.p95))
        yield (f"Cost, {costs.currency}", count(money.n), *shown)
    for what, mean in (
        ("Calls", costs.calls),
        ("Tokens in", costs.tokens_in),
        ("Tokens in, cached", costs.tokens_cached),
        ("Tokens out", costs.tokens_out),
    ):
        yield (what, "–", f"{mean:,.1f}", "–", "–")


def agreement(report: Report) -> Table:
    """How far the engine agrees with readers, where the drafts are labelled."""
    found = report.agreement
    shares = (
        ()
        if found is None
        else (
            ("Main error is the labelled one", found.primary),
            ("Offer contradiction is found or absent as labelled", found.contradiction),
            ("Audience score within a point", found.audience),
            ("Marketing score within a point", found.market),
        )
    )
    rows = [(what, count(s.of), percent(s), interval(s)) for what, s in shares if s]
    if found and found.macro_f1 is not None:
        rows.append(("Main error, macro-F1", "–", f"{100 * found.macro_f1:.1f}", "–"))
    return Table(
        title="Agreement with readers' labels",
        columns=("", "Drafts", "%", "95 % interval"),
        rows=tuple(rows),
    )

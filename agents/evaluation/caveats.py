"""What has to be said beside the figures, so that nobody takes them for more than they are."""

from collections.abc import Iterator

from agents.evaluation.paper import SOURCE
from agents.evaluation.similarity import MISSING
from agents.evaluation.types import Report

_UPLIFT = (
    "A judge's win rate says which wording a judge prefers. It is not business uplift: only a test with real "
    "customers shows that."
)
_PAIRS = (
    "Pairs are drafts that were rewritten. Where the engine's own judge prefers the draft, the draft stays "
    "and is no pair; “as sent” has these drafts too, and counts them for the draft. That judge also chose "
    "the rewrite among others, so “asked again” is the fairer rate."
)
_LENGTH = (
    "A judge may like length: “pairs of one length” are those in which rewrite and draft differ by 15 % at "
    "most."
)
_INTERVALS = (
    "Intervals are 95 % bootstrap intervals over single drafts. Those of one shop are alike, so they are "
    "rather too narrow; where all drafts agree, however few, they have no width."
)
_SIMULATED = (
    "The demo history is fictional and its engagement simulated: it is no evidence that one wording performs "
    "better than another."
)
_STEADY = "The built-in judge gives the same verdict every time: it is not asked again."
_OWN_WORK = (
    "The judge is the engine that wrote, and the built-in judge goes by the very rules that the built-in "
    "writer keeps: such a verdict says that a rule was kept. Readers' verdicts are in the README."
)
_MODEL_OWN_WORK = (
    "The judge is the engine that wrote, and models like their own words: set another model for judging, or "
    "--judge rules, to see how much of the rate is left."
)
_MIXED = (
    "More than one engine wrote: the built-in rules answer what needs no model, and write where a model "
    "gives nothing that may go out."
)
_COSTS = (
    "“Measuring” is what asking the judge again and diagnosing the rewrites took, which no merchant pays."
)


def caveats(report: Report) -> tuple[str, ...]:
    """Sentences for this report, the general ones first."""
    return (
        _UPLIFT,
        _PAIRS,
        _LENGTH,
        _INTERVALS,
        *_of_the_data(report),
        *_of_the_run(report),
        *_of_similarity(report),
    )


def _of_the_data(report: Report) -> Iterator[str]:
    if report.simulated:
        yield _SIMULATED
    yield (
        f"Figures marked “theirs” are those of {SOURCE}: other data, judged by GPT-4o. They show what such "
        "tables look like, not who is better."
    )


def _of_the_run(report: Report) -> Iterator[str]:
    if report.setup.judge == report.setup.engine:
        yield _OWN_WORK if report.setup.engine == "rules" else _MODEL_OWN_WORK
    if report.setup.judge == "rules":
        yield _STEADY
    if len(report.writers) > 1:
        yield _MIXED
    if report.untimed:
        left_out = _many(report.untimed, "draft")
        yield f"Times are without those of {left_out}: some of the model's answers were on file."
    if report.costs:
        yield _COSTS
    if report.costs and report.costs.unpriced:
        unpriced = _many(report.costs.unpriced, "suggestion")
        yield f"Costs are without those of {unpriced}: the price of the model is not known."


def _of_similarity(report: Report) -> Iterator[str]:
    encoder = report.similarity.get("BERTScore-F1")
    if report.overall.pairs and encoder is None:
        yield MISSING
    if encoder and not encoder.startswith("xlm-roberta-large"):
        yield f"BERTScore-F1 is by {encoder}, theirs by xlm-roberta-large: the two are on different scales."


def _many(n: int, thing: str) -> str:
    return f"{n:,} {thing}{'s' * (n != 1)}"

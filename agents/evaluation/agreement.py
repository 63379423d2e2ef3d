"""How far diagnosis and scores agree with what readers said of the same drafts."""

import statistics
from collections.abc import Iterator, Sequence

from agents.evaluation.bootstrap import share
from agents.evaluation.records import Label, Record
from agents.evaluation.types import Agreement, Share

_NEAR = 1.0
"""Readers' scores are medians of 1 to 5, ours are 1, 3 or 5: nearer than a point is as good as the same."""


def agreement(records: Sequence[Record], *, seed: int) -> Agreement | None:
    """The agreement over labelled drafts; None if none of them is labelled."""
    labelled = [(r, r.label) for r in records if r.label]
    if not labelled:
        return None
    said = [(label.primary, r.suggestion.primary_error or "none") for r, label in labelled if label.primary]
    offers = [
        (label.offer_contradiction, bool(r.suggestion.contradictions))
        for r, label in labelled
        if label.offer_contradiction is not None
    ]
    return Agreement(
        primary=share([label == ours for label, ours in said], seed=seed),
        macro_f1=statistics.fmean(_f1(said)) if said else None,
        contradiction=share([label == ours for label, ours in offers], seed=seed),
        audience=_near(labelled, "audience_score", "audience_match", seed),
        market=_near(labelled, "market_score", "marketing_effectiveness", seed),
    )


def _f1(said: Sequence[tuple[str | None, str]]) -> Iterator[float]:
    """F1 of each label that occurs: 2·TP / (2·TP + FP + FN)."""
    for name in {word for pair in said for word in pair}:
        hits = sum(label == ours == name for label, ours in said)
        yield 2 * hits / sum((label == name) + (ours == name) for label, ours in said)


def _near(labelled: Sequence[tuple[Record, Label]], theirs: str, ours: str, seed: int) -> Share | None:
    both = [(getattr(label, theirs), getattr(r.scores.original, ours)) for r, label in labelled if r.scores]
    return share([abs(label - score) <= _NEAR for label, score in both if label is not None], seed=seed)

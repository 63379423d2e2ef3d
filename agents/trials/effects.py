"""What several rewrites brought together: the pooled lift over their originals, told for what it is."""

from collections.abc import Iterable
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Literal

from agents.trials.types import Counts, Metric, Span
from agents.values import Value

#: `randomised`: both were sent to people drawn by lot at the same time. `before_after`: the original
#: was sent earlier, and whatever else changed since is in the figure too.
Design = Literal["randomised", "before_after"]

_CONFIDENCE = 0.95
_FEW = 30  # messages: with fewer there is nothing to compare


class Pair(Value):
    """An original and its rewrite with what each brought. They reached the same kind of people."""

    original: Counts
    rewrite: Counts
    design: Design


class Pooled(Value):
    """The lift of `pairs` rewrites over their originals, on `delivered` messages with the rewrites.

    `lift` is relative (0.12 is +12 %) within `span`, its 95 % interval. `design` is "before_after" as soon
    as one of the pairs is.
    """

    lift: float
    span: Span
    pairs: int
    delivered: int
    design: Design


def pooled_lift(pairs: Iterable[Pair], *, metric: Metric = "score") -> Pooled | None:
    """The mean lift over pairs, on the logarithm of the ratio, weighted by how sure each is.

    Random effects, for rewrites differ in what they bring: DerSimonian and Laird, Controlled Clinical
    Trials 7 (1986). Pairs that are too small, or whose mean is not above zero, are left out; None where
    none is left.
    """
    found = [(pair, effect) for pair in pairs if (effect := _effect(pair, metric)) is not None]
    if not found:
        return None
    effects = [effect for _, effect in found]
    centre, error = _random_effects(effects)
    half = NormalDist().inv_cdf(0.5 + _CONFIDENCE / 2) * error
    only = all(pair.design == "randomised" for pair, _ in found)
    return Pooled(
        lift=exp(centre) - 1,
        span=Span(low=exp(centre - half) - 1, high=exp(centre + half) - 1),
        pairs=len(found),
        delivered=sum(pair.rewrite.delivered for pair, _ in found),
        design="randomised" if only else "before_after",
    )


def _effect(pair: Pair, metric: Metric) -> tuple[float, float] | None:
    """The logarithm of the ratio and its variance."""
    before, after = _moments(pair.original, metric), _moments(pair.rewrite, metric)
    if before is None or after is None:
        return None
    return log(after[0] / before[0]), before[1] + after[1]


def _moments(counts: Counts, metric: Metric) -> tuple[float, float] | None:
    """Mean of a message and the variance of the mean's logarithm."""
    n = counts.delivered
    if n < _FEW:
        return None
    total, squares = (
        (counts.clicked, counts.clicked) if metric == "clicks" else (counts.score_sum, counts.score_squares)
    )
    mean = total / n
    return (mean, max(squares / n - mean * mean, 0.0) / n / mean**2) if mean > 0 else None


def _random_effects(effects: list[tuple[float, float]]) -> tuple[float, float]:
    """The centre of estimates with these variances, and its standard error."""
    weights = [1 / max(variance, 1e-12) for _, variance in effects]
    total = sum(weights)
    plain = sum(weight * effect for weight, (effect, _) in zip(weights, effects, strict=True)) / total
    among = sum(weight * (effect - plain) ** 2 for weight, (effect, _) in zip(weights, effects, strict=True))
    size = total - sum(weight * weight for weight in weights) / total
    between = max(0.0, (among - (len(effects) - 1)) / size) if size > 0 else 0.0
    weights = [1 / (max(variance, 1e-12) + between) for _, variance in effects]
    total = sum(weights)
    centre = sum(weight * effect for weight, (effect, _) in zip(weights, effects, strict=True)) / total
    return centre, sqrt(1 / total)

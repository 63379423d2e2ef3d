"""What suggestions take: time and money."""

import statistics
from collections.abc import Sequence

import numpy as np

from agents.evaluation.types import Costs, Spread
from agents.types import Usage


def spread(values: Sequence[float]) -> Spread | None:
    """Mean, median and 95th percentile (linear between neighbours); None of nothing."""
    if not values:
        return None
    p50, p95 = np.percentile(values, (50, 95))
    return Spread(n=len(values), mean=statistics.fmean(values), p50=float(p50), p95=float(p95))


def costs(usages: Sequence[Usage]) -> Costs | None:
    """What the suggestions that asked a model took; None if none did."""
    if not usages:
        return None
    priced = [usage.cost for usage in usages if usage.cost is not None]
    return Costs(
        money=spread(priced),
        currency=usages[0].currency if priced else None,
        unpriced=len(usages) - len(priced),
        calls=statistics.fmean(usage.calls for usage in usages),
        tokens_in=statistics.fmean(usage.tokens_in for usage in usages),
        tokens_cached=statistics.fmean(usage.tokens_cached for usage in usages),
        tokens_out=statistics.fmean(usage.tokens_out for usage in usages),
    )

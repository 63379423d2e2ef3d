"""How sure a figure is: the percentile bootstrap (Efron and Tibshirani 1993, chapter 13)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agents.evaluation.types import Interval, Move, Share

_TIMES = 4000
_TAILS = (2.5, 97.5)  # percent


def share(hits: Sequence[bool], *, seed: int) -> Share | None:
    """How many are true, with the interval of the share; None of an empty sequence."""
    if not hits:
        return None
    n, count = len(hits), sum(hits)
    # Drawing n of n with replacement and counting hits is a binomial draw.
    drawn = np.random.default_rng(seed).binomial(n, count / n, size=_TIMES) / n
    return Share(hits=count, of=n, interval=_interval(drawn))


def move(pairs: Sequence[tuple[float, float]], *, seed: int) -> Move | None:
    """Mean before and after, and the change in percent with its interval; None of no pairs."""
    if not pairs:
        return None
    before, after = np.asarray(pairs, dtype=float).T
    n = len(pairs)
    weights = np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=_TIMES)
    changes = _change(weights @ before, weights @ after)
    return Move(
        before=float(before.mean()),
        after=float(after.mean()),
        change=float(_change(before.sum(), after.sum())),
        interval=_interval(changes),
    )


def _change(before: "NDArray[np.float64]", after: "NDArray[np.float64]") -> "NDArray[np.float64]":
    return 100 * (after / before - 1)


def _interval(drawn: "NDArray[np.float64]") -> Interval:
    low, high = np.percentile(drawn, _TAILS)
    return Interval(low=float(low), high=float(high))

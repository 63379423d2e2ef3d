"""What the messages so far make of each arm: posterior draws, and what they say.

Shares: Beta–binomial, with a prior around the baseline that is worth 16 clicks: it says that an arm
hardly ever does half as well or half as well again, so that a lucky start is not taken at its word.
Scores: normal, with the measured variance and the same prior (standard deviation a quarter of the
mean). Gelman et al., Bayesian Data Analysis, 3rd edition, chapter 2.
"""

from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING

from agents.trials.types import Baseline, Counts, Metric, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]

_TIMES = 20_000
_CLICKS, _UNSUBSCRIBES = 16, 4  # what the priors are worth
_SPREAD = 0.25  # of the prior, relative
_LEAST = 1e-4  # a share below which a prior would be worth thousands of messages
_FEW = 2


class Posterior:
    """Draws of every arm's share with a click (or mean score) and share of unsubscribes.

    The same counts and `seed` give the same draws.
    """

    def __init__(self, arms: Mapping[str, Counts], baseline: Baseline, metric: Metric, *, seed: int) -> None:
        import numpy as np  # noqa: PLC0415

        chance = np.random.default_rng(seed)
        self._value: dict[str, Draws] = {}
        self._gone: dict[str, Draws] = {}
        for arm, counts in arms.items():
            self._value[arm] = (
                _share(chance, counts.clicked, counts.delivered, baseline.rate, _CLICKS)
                if metric == "clicks"
                else _mean(chance, counts, baseline)
            )
            self._gone[arm] = _share(
                chance, counts.unsubscribed, counts.delivered, baseline.unsubscribes, _UNSUBSCRIBES
            )

    def best(self) -> dict[str, float]:
        """For each arm, how likely it is that no other is better."""
        import numpy as np  # noqa: PLC0415

        arms = list(self._value)
        first = np.argmax(np.stack([self._value[arm] for arm in arms]), axis=0)
        return {arm: float(np.mean(first == place)) for place, arm in enumerate(arms)}

    def better(self, arm: str, control: str) -> float:
        """How likely it is that `arm` beats `control`."""
        return float((self._value[arm] > self._value[control]).mean())

    def lift(self, arm: str, control: str, confidence: float) -> tuple[float, Span] | None:
        """The expected relative lift and its credible interval; None where the control may be zero."""
        import numpy as np  # noqa: PLC0415

        below = self._value[control]
        if not (below > 0).all():
            return None
        lifts = self._value[arm] / below - 1
        tail = 50 * (1 - confidence)
        low, high = np.percentile(lifts, (tail, 100 - tail))
        return float(lifts.mean()), Span(low=float(low), high=float(high))

    def harm(self, arm: str, control: str, margin: float) -> float:
        """How likely it is that the share of unsubscribes exceeds the control's by more than `margin`."""
        return float((self._gone[arm] > self._gone[control] + margin).mean())


def _share(chance: "np.random.Generator", hits: int, of: int, usual: float, worth: int) -> "Draws":
    usual = min(max(usual, _LEAST), 1 - _LEAST)
    misses = worth * (1 - usual) / usual
    return chance.beta(worth + hits, misses + max(of - hits, 0), _TIMES)


def _mean(chance: "np.random.Generator", counts: Counts, baseline: Baseline) -> "Draws":
    prior = (_SPREAD * abs(baseline.score)) ** 2 or baseline.variance or 1.0
    weight, total = 1 / prior, baseline.score / prior
    if counts.delivered:
        mean = counts.score_sum / counts.delivered
        noise = _variance(counts, baseline) / counts.delivered
        weight, total = weight + 1 / noise, total + mean / noise
    return chance.normal(total / weight, sqrt(1 / weight), _TIMES)


def _variance(counts: Counts, baseline: Baseline) -> float:
    """Of one message's score: the arm's own, or the baseline's where it can't be told yet."""
    mean = counts.score_sum / counts.delivered
    own = counts.score_squares / counts.delivered - mean * mean if counts.delivered > _FEW else 0.0
    return own if own > 0 else baseline.variance or 1.0

"""How many messages a trial takes, and what a given number of them can find."""

from math import log
from statistics import NormalDist

from agents.trials.errors import UnplannableError
from agents.trials.spending import LOOKING
from agents.trials.types import Baseline, Wanted

_HALVINGS = 60
_MOST_LIFT = 10.0


def one_sided_error(wanted: Wanted) -> float:
    """What may go wrong on one side of one comparison; several rewrites share it (Bonferroni)."""
    return (1 - wanted.confidence) / 2 / (wanted.arms - 1)


def information(wanted: Wanted) -> float:
    """The information on the logarithm of the ratio (1 ÷ its variance) that finds the lift.

    ((z of the error + z of the power) ÷ log(1 + lift))², and a little more for the looks on the way.
    A design by information stays right when the baseline turns out to be another: Mehta and Tsiatis,
    Drug Information Journal 35 (2001).
    """
    return LOOKING * (_quantiles(wanted) / log(1 + wanted.lift)) ** 2


def messages_per_arm(baseline: Baseline, wanted: Wanted) -> int:
    """How many messages each arm needs for the lift that is looked for.

    Two shares: n = z² · (p₁(1 − p₁) + p₂(1 − p₂)) ÷ (p₁ − p₂)², two means: n = z² · 2σ² ÷ (m₁ − m₂)²
    (Fleiss, Statistical Methods for Rates and Proportions, and any textbook), times `LOOKING`.
    Raises `UnplannableError`.
    """
    return int(LOOKING * _quantiles(wanted) ** 2 * _noise(baseline, wanted, wanted.lift)) + 1


def findable_lift(baseline: Baseline, wanted: Wanted, per_arm: int) -> float | None:
    """The smallest relative lift that this many messages an arm find; None where there is none."""
    high = _most(baseline, wanted)
    if per_arm < messages_per_arm(baseline, wanted.model_copy(update={"lift": high})):
        return None
    low = 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if messages_per_arm(baseline, wanted.model_copy(update={"lift": middle})) > per_arm:
            low = middle
        else:
            high = middle
    return high


def _noise(baseline: Baseline, wanted: Wanted, lift: float) -> float:
    """Variance of the difference of two messages ÷ (difference looked for)²."""
    if wanted.metric == "score":
        if baseline.score <= 0 or baseline.variance <= 0:
            raise UnplannableError("The mean score so far is not above zero: plan on clicks instead.")
        return 2 * baseline.variance / (lift * baseline.score) ** 2
    before, after = baseline.rate, baseline.rate * (1 + lift)
    if not 0 < before < 1:
        raise UnplannableError("Nobody has clicked so far, or everybody: there is no rate to plan with.")
    if after >= 1:
        raise UnplannableError(f"From {before:.0%} a lift of {lift:.0%} would be more than everybody.")
    return (before * (1 - before) + after * (1 - after)) / (after - before) ** 2


def _most(baseline: Baseline, wanted: Wanted) -> float:
    if wanted.metric == "score" or baseline.rate <= 0:
        return _MOST_LIFT
    return min(_MOST_LIFT, 0.999 / baseline.rate - 1)


def _quantiles(wanted: Wanted) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - one_sided_error(wanted)) + normal.inv_cdf(wanted.power)

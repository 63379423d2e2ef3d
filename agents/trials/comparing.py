"""One arm against the original: how much of the planned information is in, and where the lift lies.

On the logarithm of the ratio, where an estimate is normal soonest and clicks, not days, are what brings
information: a message that is a day old may still be clicked, and counts for what it has brought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from agents.trials.sizes import information, one_sided_error
from agents.trials.spending import NEVER, Bounds
from agents.trials.types import CONTROL, Counts, Plan, Span, Wanted

_STEP = 0.01  # of the planned information: less is no new look
_NEARLY = 0.75  # enough to end with, where all messages are out
_FEW = 50  # messages: below them a mean score is nothing to go by
_HALF = 0.5  # a click in two, added to each arm so that none has no clicks: Gart, Biometrika 53 (1966)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One arm against the original: how much of the plan is `done`, and where its lift lies.

    `done` is the share of the planned information, that of the look before where too little is new;
    `safe` the interval that holds however often one looks, None where it says nothing yet. `complete`
    says that no more is to come.
    """

    done: float
    safe: Span | None = None
    complete: bool = False

    def wins(self) -> bool:
        """Whether the arm is better than the original, however often one has looked."""
        return self.safe is not None and self.safe.low > 0

    def falls_short(self, lift: float) -> bool:
        """Whether a lift of that size is ruled out, however often one has looked."""
        return self.safe is not None and self.safe.high < lift


class Watch:
    """One arm watched against the original, look by look."""

    def __init__(self, plan: Plan, before: Iterable[float] = ()) -> None:
        """`before` is what was done at every look so far, oldest first."""
        self._plan = plan
        self._bounds = Bounds(one_sided_error(plan.wanted))
        self._done = 0.0
        for done in before:
            if self._is_new(done):
                self._bounds.at(done)
                self._done = done

    def look(self, control: Counts, arm: Counts) -> Comparison:
        """Compare. With less than a hundredth of the information new, nothing is decided.

        Such a look would cost error and bring nothing. Nothing comes after a complete one.
        """
        done = _done(self._plan, control, arm)
        if not self._is_new(done):
            return Comparison(self._done)
        out = min(control.delivered, arm.delivered) >= self._plan.per_arm
        complete = done >= 1 or (out and done >= _NEARLY)
        bound = self._bounds.at(done, last=complete)
        self._done = done
        return Comparison(done, _safe(self._plan.wanted, control, arm, bound), complete)

    def _is_new(self, done: float) -> bool:
        return done >= self._done + _STEP


def ready(arms: Iterable[Counts], wanted: Wanted) -> bool:
    """Whether there is anything to compare: something was clicked, or enough was scored."""
    counts = list(arms)
    if wanted.metric == "clicks":
        return sum(one.clicked for one in counts) > 0 and all(one.delivered for one in counts)
    return all(one.delivered >= _FEW and one.score_sum > 0 for one in counts)


def _done(plan: Plan, control: Counts, arm: Counts) -> float:
    """The share of the planned information, from both arms thrown together: it knows of no difference."""
    if not ready((control, arm), plan.wanted):
        return 0.0
    delivered = control.delivered + arm.delivered
    total, squares = (
        sum(values) for values in zip(_sums(plan.wanted, control), _sums(plan.wanted, arm), strict=True)
    )
    mean = total / delivered
    relative = (squares / delivered - mean * mean) / (mean * mean)
    if relative <= 0:
        return 0.0
    return 1 / (relative * (1 / control.delivered + 1 / arm.delivered)) / information(plan.wanted)


def _sums(wanted: Wanted, counts: Counts) -> tuple[float, float]:
    """The sum over messages and the sum of squares; of clicks, which are 0 or 1, both are their number."""
    if wanted.metric == "score":
        return counts.score_sum, counts.score_squares
    return counts.clicked, counts.clicked


def _safe(wanted: Wanted, control: Counts, arm: Counts, bound: float) -> Span | None:
    if bound >= NEVER:
        return None
    (before, noise_before), (after, noise) = _log(wanted, control), _log(wanted, arm)
    half = bound * sqrt(noise_before + noise)
    return Span(low=exp(after - before - half) - 1, high=exp(min(after - before + half, 50)) - 1)


def _log(wanted: Wanted, counts: Counts) -> tuple[float, float]:
    """The logarithm of the share or mean, and its variance (delta method)."""
    n = counts.delivered
    if wanted.metric == "clicks":
        hits, of = counts.clicked + _HALF, n + _HALF
        return log(hits / of), 1 / hits - 1 / of
    mean = counts.score_sum / n
    variance = max(counts.score_squares / n - mean * mean, 0.0)
    return (log(mean), variance / n / mean**2) if mean > 0 else (-inf, inf)


def against_control(arms: Iterable[str]) -> list[str]:
    """The arms that are compared with the original."""
    return [arm for arm in arms if arm != CONTROL]

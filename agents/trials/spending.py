"""How far apart arms must be, look by look, so that looking often makes no winner of chance.

The error that is allowed (one in forty on either side, say) is spent bit by bit as information comes
in: Lan and DeMets, Biometrika 70 (1983), with their spending function that resembles O'Brien and
Fleming's bounds, 2 − 2Φ(z ÷ √t) with z the normal quantile of half the error. Looks may come when they
like, as long as when they come does not hang on what the arms differ by. The bounds are found by
numerical integration as in Armitage, McPherson and Rowe, JRSS A 132 (1969). An estimate ± bound ×
standard error is a repeated confidence interval: Jennison and Turnbull, JRSS B 51 (1989).
"""

from math import erfc, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: No difference that anybody will see is this many standard errors: nothing may be decided yet.
NEVER = 8.0
#: What many looks cost: so much larger must a trial be than one that is looked at once at its end.
#: `evals.trials` shows that with it the planned power holds over twenty looks.
LOOKING = 1.1

_POINTS = 201
_STEPS, _CLOSE = 50, 1e-7
_NOTHING = 1e-300
_ROOT_2 = sqrt(2)


def spent(error: float, done: float) -> float:
    """How much of a one-sided error may be spent when the share `done` of the information is in."""
    if done <= 0:
        return 0.0
    normal = NormalDist()
    return 2 * normal.cdf(normal.inv_cdf(error / 2) / sqrt(min(done, 1.0)))


class Bounds:
    """How many standard errors each look asks for, one look after the other."""

    def __init__(self, error: float) -> None:
        """`error` is what may go wrong on each side: 0.025 for an interval of 95 %."""
        self._error = error
        self._done = self._spent = 0.0
        # Where the score process may be that has not crossed any bound: points and their weights.
        self._places: Floats | None = None
        self._weights: Floats | None = None

    def at(self, done: float, *, last: bool = False) -> float:
        """The bound at a look with this share of the planned information, more than at the one before.

        `NEVER` where it is too early to say anything. The `last` look may spend all that is left.
        """
        whole = self._error if last else spent(self._error, done)
        step, allowed = done - self._done, whole - self._spent
        found = self._bound(done, step, allowed)
        if not last:
            self._go_on(found * sqrt(done), step)
        self._done, self._spent = done, whole
        return found

    def _bound(self, done: float, step: float, allowed: float) -> float:
        """The bound beyond which `allowed` lies on one side, of what was inside until now.

        By Newton's method on the logarithm of the tail, which is concave, from the bound of a first look,
        which is too far out: from there it comes down to the bound without passing it.
        """
        if allowed <= _NOTHING or self._beyond(NEVER * sqrt(done), step)[0] >= allowed:
            return NEVER
        found = -NormalDist().inv_cdf(allowed)
        for _ in range(_STEPS):
            tail, slope = self._beyond(found * sqrt(done), step)
            change = log(tail / allowed) * tail / (slope * sqrt(done)) if tail > _NOTHING else -found / 10
            found += change
            if abs(change) < _CLOSE:
                break
        return found

    def _beyond(self, edge: float, step: float) -> tuple[float, float]:
        """The probability of having stayed inside until now and being beyond the edge after this step.

        And its density at the edge.
        """
        import numpy as np  # noqa: PLC0415

        if self._places is None or self._weights is None:
            far = np.array([edge / sqrt(step)])
            weights = np.ones(1)
        else:
            far, weights = (edge - self._places) / sqrt(step), self._weights
        tail = weights @ [erfc(one / _ROOT_2) / 2 for one in far.tolist()]
        return float(tail), float(weights @ np.exp(far * far / -2) / sqrt(2 * np.pi * step))

    def _go_on(self, edge: float, step: float) -> None:
        """Let the process go on from inside the bounds; nothing is nine standard deviations away."""
        import numpy as np  # noqa: PLC0415

        came = np.zeros(1) if self._places is None else self._places
        weights = np.ones(1) if self._weights is None else self._weights
        reach = min(edge, float(came[-1]) + 9 * sqrt(step))
        places = np.linspace(-reach, reach, _POINTS)
        kernel = np.exp((places[:, None] - came[None, :]) ** 2 / (-2 * step)) / sqrt(2 * np.pi * step)
        simpson = np.ones(_POINTS)
        simpson[1:-1:2], simpson[2:-1:2] = 4, 2
        self._places = places
        self._weights = simpson * (places[1] - places[0]) / 3 * (kernel @ weights)

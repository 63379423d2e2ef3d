"""By how much adopted words did better than those they took the place of."""

from collections.abc import Sequence
from math import hypot, sqrt
from typing import NamedTuple

from handlers.digest.content import Adoption


class Change(NamedTuple):
    """A relative change (0.5 is half as much again), between `low` and `high` with 95 % confidence."""

    share: float
    low: float
    high: float
    delivered: int


def change_of(one: Adoption) -> Change | None:
    """What one adoption changed; None without figures of both, or from a score that is not above zero.

    r = a ÷ b of two independent means; its variance is, to the first order (delta method, Oehlert, The
    American Statistician 46, 1992), r² × (σa² ÷ a² + σb² ÷ b²). Half widths are multiples of σ alike.
    """
    if one.before is None or one.after is None or one.before <= 0:
        return None
    share = one.after / one.before
    half = hypot(one.after_half, share * one.before_half) / one.before
    return Change(share - 1, share - 1 - half, share - 1 + half, one.delivered)


def together(adopted: Sequence[Adoption]) -> Change | None:
    """What all adoptions with figures of both changed, as one; None for fewer than two.

    Means are weighted by the messages since, before and after alike, so that each counts for how often it
    was sent.
    """
    told = [one for one in adopted if change_of(one) is not None and one.delivered]
    total = sum(one.delivered for one in told)
    if len(told) < 2:  # noqa: PLR2004 - one stands for itself
        return None
    weights = [one.delivered / total for one in told]
    pairs = list(zip(weights, told, strict=True))
    whole = told[0].model_copy(
        update={
            "before": sum(weight * (one.before or 0.0) for weight, one in pairs),
            "before_half": sqrt(sum((weight * one.before_half) ** 2 for weight, one in pairs)),
            "after": sum(weight * (one.after or 0.0) for weight, one in pairs),
            "after_half": sqrt(sum((weight * one.after_half) ** 2 for weight, one in pairs)),
            "delivered": total,
        }
    )
    return change_of(whole)

"""The plan of a trial: how large, how long, or what to do where there are too few people for it."""

from collections.abc import Sequence
from math import ceil

from agents.trials.sizes import findable_lift, messages_per_arm
from agents.trials.thompson import learned
from agents.trials.types import Baseline, Mode, Plan, Pool, Wanted

#: How long anybody waits for a verdict.
WEEKS_AT_MOST = 8
# The messages of the last day count for seven days.
_LAST = 1
_MARGIN, _LEAST_MARGIN = 0.5, 0.001


def plan_trial(
    baseline: Baseline, wanted: Wanted, *, pools: Sequence[Pool] = (), mode: Mode = "fixed"
) -> Plan:
    """What it takes to find the lift that is looked for, or what else could be done.

    `pools` are the shop's other audiences. The guardrail's margin is half of the usual share of
    unsubscribes, at least 0.1 points. Raises `UnplannableError`.
    """
    per_arm = messages_per_arm(baseline, wanted)
    weeks = _weeks(per_arm, wanted.arms, wanted.weekly)
    known = {
        "wanted": wanted,
        "baseline": baseline,
        "mode": mode,
        "per_arm": per_arm,
        "weeks": weeks,
        "enough": weeks <= WEEKS_AT_MOST,
        "weeks_at_most": WEEKS_AT_MOST,
        "margin": max(_LEAST_MARGIN, _MARGIN * baseline.unsubscribes),
    }
    if weeks <= WEEKS_AT_MOST:
        return Plan.model_validate(known)
    chosen, pooled = _pooled(per_arm, wanted, pools)
    in_time = wanted.weekly * (WEEKS_AT_MOST - _LAST) // wanted.arms
    return Plan.model_validate(
        known
        | {
            "findable": findable_lift(baseline, wanted, in_time),
            "pools": chosen,
            "pooled_weeks": pooled,
            "score_weeks": _on_the_score(baseline, wanted),
            "learning": learned(baseline, wanted, WEEKS_AT_MOST),
        }
    )


def _weeks(per_arm: int, arms: int, weekly: int) -> int:
    return ceil(arms * per_arm / weekly) + _LAST


def _on_the_score(baseline: Baseline, wanted: Wanted) -> int | None:
    """How long it takes on the mean score, where that is short enough and clicks are asked for."""
    if wanted.metric == "score" or baseline.score <= 0 or baseline.variance <= 0:
        return None
    scored = wanted.model_copy(update={"metric": "score"})
    weeks = _weeks(messages_per_arm(baseline, scored), wanted.arms, wanted.weekly)
    return weeks if weeks <= WEEKS_AT_MOST else None


def _pooled(per_arm: int, wanted: Wanted, pools: Sequence[Pool]) -> tuple[tuple[Pool, ...], int | None]:
    """As few other audiences as make it short enough, the largest first; none if all would not do."""
    weekly = wanted.weekly
    ordered = sorted(
        (pool for pool in pools if pool.weekly > 0), key=lambda pool: (-pool.weekly, pool.audience)
    )
    for number, pool in enumerate(ordered, 1):
        weekly += pool.weekly
        if (weeks := _weeks(per_arm, wanted.arms, weekly)) <= WEEKS_AT_MOST:
            return tuple(ordered[:number]), weeks
    return (), None

"""One look at a running trial: what each arm has brought, and whether that settles it."""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from statistics import NormalDist

from agents.trials.comparing import Comparison, Watch, against_control
from agents.trials.posterior import Posterior
from agents.trials.thompson import next_shares
from agents.trials.types import CONTROL, ArmResult, Counts, Plan, Result, Verdict

#: How likely an arm's unsubscribes must be beyond the margin for the trial to stop.
HARMFUL = 0.95
#: How likely better an arm may be at most for the original to be called as good: a small gain, likely real,
#: is none to be sent away for being smaller than what was looked for.
LEADING = 0.8

_SEED = 20
_UNEVEN = 0.001  # the probability below which an even split is not believed
_MANY = 200


def look_at(plan: Plan, arms: Mapping[str, Counts], before: Sequence[Mapping[str, float]] = ()) -> Result:
    """What the counts of all arms say. `before` is `done` of every earlier result, oldest first.

    "A" is the original and must be among the arms. The verdict goes by the intervals that hold however
    often one looks; the posterior says what to expect. An adaptive trial is stopped by its guardrail
    alone: whoever sends more of what does better cannot also tell how much better it is.
    """
    posterior = Posterior(arms, plan.baseline, plan.wanted.metric, seed=_SEED)
    against = {
        arm: Watch(plan, [done.get(arm, 0.0) for done in before]).look(arms[CONTROL], arms[arm])
        for arm in against_control(arms)
    }
    results = _results(plan, arms, posterior, against)
    verdict, arm = _verdict(plan, results, against)
    complete = all(one.complete for one in against.values()) and plan.mode == "fixed"
    final = verdict != "undecided" or complete
    return Result(
        verdict=verdict,
        arm=arm,
        arms=results,
        done={arm: one.done for arm, one in against.items()},
        weeks_left=None if final or plan.mode == "adaptive" else _weeks_left(plan, against),
        final=final,
        uneven=plan.mode == "fixed" and _uneven([counts.delivered for counts in arms.values()]),
    )


def _results(
    plan: Plan, arms: Mapping[str, Counts], posterior: Posterior, against: Mapping[str, Comparison]
) -> tuple[ArmResult, ...]:
    best = posterior.best()
    shares = next_shares(best) if plan.mode == "adaptive" else {}
    found = []
    for arm, counts in arms.items():
        about = {"arm": arm, "counts": counts, "value": _value(plan, counts), "best": best[arm]}
        about["share"] = shares.get(arm)
        if arm != CONTROL:
            lift = posterior.lift(arm, CONTROL, plan.wanted.confidence)
            about |= {
                "lift": lift[0] if lift else None,
                "credible": lift[1] if lift else None,
                "safe": against[arm].safe if plan.mode == "fixed" else None,
                "better": posterior.better(arm, CONTROL),
                "harm": posterior.harm(arm, CONTROL, plan.margin),
            }
        found.append(ArmResult.model_validate(about))
    return tuple(found)


def _value(plan: Plan, counts: Counts) -> float:
    total = counts.clicked if plan.wanted.metric == "clicks" else counts.score_sum
    return total / counts.delivered if counts.delivered else 0.0


def _verdict(
    plan: Plan, results: Sequence[ArmResult], against: Mapping[str, Comparison]
) -> tuple[Verdict, str | None]:
    harmful = [result for result in results if (result.harm or 0) > HARMFUL]
    if harmful:
        return "guardrail", max(harmful, key=lambda result: result.harm or 0).arm
    if plan.mode == "adaptive":
        return "undecided", None
    winners = [result for result in results if result.arm in against and against[result.arm].wins()]
    if winners:
        return "winner", max(winners, key=lambda result: result.best).arm
    short = [against[result.arm].falls_short(plan.wanted.lift) for result in results if result.arm in against]
    if all(short) and max(result.better or 0 for result in results) < LEADING:
        return "control", CONTROL
    return "undecided", None


def _weeks_left(plan: Plan, against: Mapping[str, Comparison]) -> int:
    """At the pace of the plan; the seven days of the last message come on top."""
    missing = 1 - min(one.done for one in against.values())
    return max(1, ceil(missing * plan.per_arm * plan.wanted.arms / plan.wanted.weekly) + 1)


def _uneven(delivered: Sequence[int]) -> bool:
    """Whether an even split would hardly ever give these sizes: Pearson's test, with a strict limit.

    Fabijan et al., Diagnosing Sample Ratio Mismatch, KDD 2019. The tail of χ² by the cube root, which is
    close to normal: Wilson and Hilferty, PNAS 17 (1931).
    """
    total, free = sum(delivered), len(delivered) - 1
    if total < _MANY:
        return False
    even = total / len(delivered)
    off = sum((n - even) ** 2 for n in delivered) / even
    spread = 2 / (9 * free)
    return NormalDist().cdf((1 - spread - (off / free) ** (1 / 3)) / sqrt(spread)) < _UNEVEN

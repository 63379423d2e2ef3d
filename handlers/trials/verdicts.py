"""What a look at a trial says, in plain words: never more than it knows."""

from collections.abc import Mapping

from agents.trials.types import CONTROL, ArmResult, Plan, Result
from handlers.trials.figures import percent, rate, signed, span
from handlers.trials.keeping import plan_of
from handlers.trials.words import unit
from store.rows import TrialRow

_SAME = 0.1  # of the margin: a difference in unsubscribes that nobody need hear of


def result_lines(trial: TrialRow, result: Result) -> tuple[str, ...]:
    """The verdict first, then what to do, then what it rests on."""
    plan = plan_of(trial)
    lines = [_verdict(plan, result)]
    if plan.mode == "adaptive" and result.verdict == "undecided":
        lines.append(_next_messages(result))
    lines += _arms(plan, result)
    if safe := _safe(result):
        lines.append(safe)
    if result.uneven:
        lines.append(
            "The versions went to unequal numbers of people. If your platform was to split them evenly, "
            "something went wrong there: find out what before you trust this."
        )
    return tuple(lines)


def status_line(trial: TrialRow, result: Result | None, *, variants: Mapping[str, int] | None = None) -> str:
    """A trial in one line. `variants` are the versions that the logs of its campaign name."""
    if result is None:
        arm = trial.arms[0]
        named = " and ".join(str(one.variant or one.arm) for one in trial.arms)
        others = [name for name in variants or () if name]
        found = f" The logs name {', '.join(others)} instead." if others else ""
        return f"no messages of {arm.campaign_id} as {named} in the logs yet.{found}"
    return _verdict(plan_of(trial), result)


def _verdict(plan: Plan, result: Result) -> str:
    best = _of(result, result.arm) if result.arm and result.arm != CONTROL else _leader(result)
    sent = sum(arm.counts.delivered for arm in result.arms)
    about = f"{_odds(best)}, {_lift(plan, best)}, n = {sent:,}"
    name = _name(result, best)
    if result.verdict == "guardrail":
        return _stop(plan, result, best)
    if result.verdict == "winner":
        return f"{name} is better: {about}. Send it from now on. {_leaving(plan, result, best)}"
    if result.verdict == "control":
        return (
            f"The original is as good or better: no {signed(plan.wanted.lift)} {unit(plan)} in "
            f"{name.lower()} ({_lift(plan, best)}, n = {sent:,}). Keep the original."
        )
    if result.final:
        return f"Can't tell: all is in, and the difference is too small to be sure of. {name}: {about}."
    left = f", about {result.weeks_left} more weeks" if result.weeks_left else ""
    done = (
        f" {percent(min(result.done.values()))} of what is needed is in{left}."
        if plan.mode == "fixed"
        else ""
    )
    return f"Can't tell yet. So far {name.lower()}: {about}.{done}"


def _stop(plan: Plan, result: Result, arm: ArmResult) -> str:
    return (
        f"Stop {_name(result, arm).lower()}: it drives readers away. {rate(_gone(arm))} unsubscribed, "
        f"{rate(_gone(_of(result, CONTROL)))} with the original; {_chance(arm.harm)} likely more than "
        f"the {percent(plan.margin, 2)} on top that are allowed. Send the original."
    )


def _next_messages(result: Result) -> str:
    shares = ", ".join(f"{arm.arm} {percent(arm.share)}" for arm in result.arms if arm.share is not None)
    return f"Send the next messages like this: {shares}."


def _arms(plan: Plan, result: Result) -> list[str]:
    def measured(arm: ArmResult) -> str:
        value = f"{rate(arm.value)} clicked" if plan.wanted.metric == "clicks" else f"score {arm.value:.2f}"
        return f"{value} of {arm.counts.delivered:,}, {rate(_gone(arm))} unsubscribed"

    return [f"{arm.arm}  {measured(arm)}; best with {_chance(arm.best)}" for arm in result.arms]


def _safe(result: Result) -> str | None:
    spans = [f"{arm.arm} {span(arm.safe)}" for arm in result.arms if arm.safe is not None]
    return (
        f"The verdict goes by the interval that holds however often one looks: {', '.join(spans)}."
        if spans
        else None
    )


def _leaving(plan: Plan, result: Result, arm: ArmResult) -> str:
    before, after = _gone(_of(result, CONTROL)), _gone(arm)
    if abs(after - before) <= _SAME * plan.margin:
        return "Unsubscribes unchanged."
    return f"Unsubscribes {rate(after)}, {rate(before)} with the original: within what is allowed."


def _lift(plan: Plan, arm: ArmResult) -> str:
    if arm.lift is None or arm.credible is None:
        return f"{unit(plan)} not comparable"
    return f"{signed(arm.lift)} {unit(plan)} {span(arm.credible)}"


def _odds(arm: ArmResult) -> str:
    return f"{_chance(arm.better)} likely better"


def _gone(arm: ArmResult) -> float:
    return arm.counts.unsubscribed / arm.counts.delivered if arm.counts.delivered else 0.0


def _of(result: Result, name: str) -> ArmResult:
    return next(arm for arm in result.arms if arm.arm == name)


def _leader(result: Result) -> ArmResult:
    return max((arm for arm in result.arms if arm.arm != CONTROL), key=lambda arm: arm.best)


def _name(result: Result, arm: ArmResult) -> str:
    return "The rewrite" if len(result.arms) == 2 else f"Version {arm.arm}"  # noqa: PLR2004 - with the original


def _chance(probability: float | None) -> str:
    """A probability, never rounded to certainty: "97 %", "99.6 %", "over 99.9 %"."""
    known = probability or 0.0
    if known > 0.999:  # noqa: PLR2004 - what the words say
        return "over 99.9 %"
    return percent(known, 1 if known >= 0.995 else 0)  # noqa: PLR2004 - which would be told as 100

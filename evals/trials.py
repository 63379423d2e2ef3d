"""Whether trials keep their promises: errors under constant looking, power, guardrail, learning on the way.

    python -m evals.trials [--runs 2000]

Thousands of trials are played through with known truth. Messages go out in twenty batches, clicks come in
late (six of ten at the look after the batch, three at the next, one at the one after that), and after each
batch somebody looks and would stop at the first verdict. Printed, each with its bar: how often a rewrite
that is no better is called a winner (at most the 2.5 % of one side), how often one with the lift looked for
is sent away, how often it is found (at least the planned 80 %, less what is lost by chance), the same for
three rewrites at once and for the mean score, how often the guardrail stops what does no harm and what
does, what looking with a plain 95 % interval would have done, and what Thompson sampling saves.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.trials.comparing import Watch
from agents.trials.looking import HARMFUL
from agents.trials.planning import plan_trial
from agents.trials.posterior import Posterior
from agents.trials.thompson import learned
from agents.trials.types import Baseline, Counts, Plan, Wanted

Numbers = NDArray[Any]

_BATCHES, _LATE = 20, (0.6, 0.3, 0.1)
_LOOKS = _BATCHES + len(_LATE) - 1
_POINTS = {0: 0.62, 1: 0.28, 4: 0.06, 5: 0.04}  # what messages score, and how often
_Z = 1.96
_ALARMS, _FOUND = 0.05, 0.95  # of the guardrail


@dataclass(frozen=True)
class Truth:
    """What is so: the share of messages clicked in each arm, or by how much its score is larger."""

    name: str
    plan: Plan
    rates: tuple[float, ...]


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2000)
    runs = parser.parse_args().runs
    kept = [_verdicts(truth, runs) for truth in _truths()]
    kept += [_guardrail(runs // 4), _learning()]
    print("All bars held." if all(kept) else "Not all bars held.")


def _truths() -> Iterator[Truth]:
    for rate, lift in ((0.03, 0.3), (0.12, 0.15)):
        plan = plan_trial(Baseline(rate=rate), Wanted(lift=lift, weekly=10_000))
        yield Truth(f"clicks {rate:.0%}, no difference", plan, (rate, rate))
        yield Truth(f"clicks {rate:.0%}, lift of {lift:.0%}", plan, (rate, rate * (1 + lift)))
    plan = plan_trial(Baseline(rate=0.05), Wanted(lift=0.3, weekly=10_000, arms=4))
    yield Truth("three rewrites, no difference", plan, (0.05,) * 4)
    yield Truth("three rewrites, one with a lift of 30%", plan, (0.05, 0.05, 0.05, 0.065))
    values, shares = np.array(list(_POINTS)), np.array(list(_POINTS.values()))
    mean = float(values @ shares)
    known = Baseline(rate=0.1, score=mean, variance=float(values**2 @ shares) - mean**2)
    plan = plan_trial(known, Wanted(lift=0.15, weekly=10_000, metric="score"))
    yield Truth("score, no difference", plan, (1.0, 1.0))
    yield Truth("score, lift of 15%", plan, (1.0, 1.15))


def _verdicts(truth: Truth, runs: int) -> bool:
    """How the trials of one truth end, and whether that keeps the promise."""
    random = np.random.default_rng(11)
    ends = [_play(truth, random) for _ in range(runs)]
    won = sum(end[0] == "winner" for end in ends) / runs
    sent_away = sum(end[0] == "control" for end in ends) / runs
    fooled = sum(end[2] for end in ends) / runs
    sent = sum(min(end[1], _BATCHES) for end in ends) / runs / _BATCHES
    slack = 2 * sqrt(0.025 * 0.975 / runs)
    same = len(set(truth.rates)) == 1
    held = won <= 0.025 + slack if same else won >= 0.8 - 2 * sqrt(0.16 / runs) and sent_away <= 0.025 + slack
    bar = "winner at most 2.5 %" if same else "winner at least 80 %, original at most 2.5 %"
    print(
        f"{truth.name:40} winner {won:6.1%}, original is as good {sent_away:6.1%}; {sent:4.0%} of "
        f"{truth.plan.per_arm:,} an arm sent on average; a plain interval says better {fooled:5.1%}  "
        f"({bar}: {'held' if held else 'NOT HELD'})"
    )
    return held


def _play(truth: Truth, random: np.random.Generator) -> tuple[str, int, bool]:
    """One trial: how it ends, after how many looks, and whether a plain interval ever said "better"."""
    arms = [_arm(truth, random, place) for place in range(len(truth.rates))]
    watches = [Watch(truth.plan) for _ in truth.rates[1:]]
    fooled, end, at = False, "undecided", _LOOKS
    for look in range(_LOOKS):
        counts = [arm(look) for arm in arms]
        fooled = fooled or any(_plainly(truth.plan, counts[0], arm) for arm in counts[1:])
        if end != "undecided":
            continue
        found = [watch.look(counts[0], arm) for watch, arm in zip(watches, counts[1:], strict=True)]
        if any(one.wins() for one in found):
            end, at = "winner", look + 1
        elif all(one.falls_short(truth.plan.wanted.lift) for one in found):
            end, at = "control", look + 1
    return end, at, fooled


def _arm(truth: Truth, random: np.random.Generator, place: int) -> Callable[[int], Counts]:
    """What is known of an arm at each look."""
    batch = truth.plan.per_arm // _BATCHES + 1
    if truth.plan.wanted.metric == "clicks":
        hits = random.binomial(batch, truth.rates[place], _BATCHES)
        came = np.zeros(_LOOKS)
        for late, share in enumerate(_LATE):
            came[late : late + _BATCHES] += np.rint(hits * share)
        known = np.cumsum(came).astype(int)
        return lambda look: Counts(delivered=batch * min(look + 1, _BATCHES), clicked=int(known[look]))
    drawn = random.multinomial(batch, list(_POINTS.values()), _BATCHES)
    if truth.rates[place] > 1:  # some of those who did nothing read it after all
        mean = sum(points * share for points, share in _POINTS.items())
        moved = random.binomial(drawn[:, 0], (truth.rates[place] - 1) * mean / _POINTS[0])
        drawn[:, 0] -= moved
        drawn[:, 1] += moved
    points = np.array(list(_POINTS))
    sums, squares = np.cumsum(drawn @ points), np.cumsum(drawn @ points**2)
    return lambda look: _scored(batch, min(look, _BATCHES - 1), sums, squares)


def _scored(batch: int, look: int, sums: Numbers, squares: Numbers) -> Counts:
    return Counts(
        delivered=batch * (look + 1), score_sum=float(sums[look]), score_squares=float(squares[look])
    )


def _plainly(plan: Plan, control: Counts, arm: Counts) -> bool:
    """Whether an interval that takes each look for the only one says "better"."""
    (before, noise_before), (after, noise) = _mean(plan, control), _mean(plan, arm)
    return after - before > _Z * sqrt(noise_before + noise) > 0


def _mean(plan: Plan, counts: Counts) -> tuple[float, float]:
    """A message's share or score, and the variance of that mean."""
    score = plan.wanted.metric == "score"
    total, squares = (counts.score_sum, counts.score_squares) if score else (counts.clicked, counts.clicked)
    mean = total / counts.delivered
    return mean, (squares / counts.delivered - mean * mean) / counts.delivered


def _guardrail(runs: int) -> bool:
    """How often twenty looks stop an arm that does no harm, and one that drives readers away."""
    plan = plan_trial(Baseline(rate=0.05, unsubscribes=0.01), Wanted(lift=0.2, weekly=10_000))
    stopped = {}
    for factor in (1.0, 1.5, 2.0, 3.0):
        random = np.random.default_rng(13)
        stopped[factor] = sum(_stops(plan, random, factor) for _ in range(runs)) / runs
    held = stopped[1.0] <= _ALARMS and stopped[3.0] >= _FOUND
    told = ", ".join(f"{factor:g} times as many leave: {share:.1%}" for factor, share in stopped.items())
    print(
        f"guardrail of +{plan.margin:.1%}, {plan.per_arm:,} an arm, stopped when {told} "
        f"(at most 5 % at 1, at least 95 % at 3: {'held' if held else 'NOT HELD'})"
    )
    return held


def _stops(plan: Plan, random: np.random.Generator, factor: float) -> bool:
    batch, usual = plan.per_arm // _BATCHES + 1, plan.baseline.unsubscribes
    gone = np.cumsum(random.binomial(batch, (usual, usual * factor), (_BATCHES, 2)), axis=0)
    for look, (before, after) in enumerate(gone, 1):
        arms = {
            name: Counts(delivered=batch * look, unsubscribed=int(count))
            for name, count in (("A", before), ("B", after))
        }
        drawn = Posterior(arms, plan.baseline, "clicks", seed=look)
        if drawn.harm("B", "A", plan.margin) > HARMFUL:
            return True
    return False


def _learning() -> bool:
    """What Thompson sampling loses against sending the better one from the start, beside an even split."""
    held = True
    for rate, lift, weekly in ((0.05, 0.3, 1500), (0.05, 0.3, 6000), (0.1, 0.5, 2000)):
        wanted = Wanted(lift=lift, weekly=weekly)
        found = learned(Baseline(rate=rate), wanted, weeks=12)
        even = 12 * weekly * rate * lift / 2
        held = held and found.gain > 0
        print(
            f"Thompson sampling, {rate:.0%} with a lift of {lift:.0%}, {weekly:,} a week for 12 weeks: "
            f"{found.share:.0%} of messages are of the better one; {even - found.gain:.0f} clicks lost, "
            f"{even:.0f} with an even split"
        )
    return held


if __name__ == "__main__":
    main()

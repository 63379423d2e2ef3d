"""Thompson sampling: the next messages go to each arm as often as it is likely to be the best.

Thompson, Biometrika 25 (1933); Russo et al., Foundations and Trends in Machine Learning 11 (2018).
"""

from collections.abc import Mapping

from agents.trials.types import Baseline, Learning, Wanted

_LEAST = 0.1  # of the messages, for every arm: what is never sent is never learned of
_RUNS, _DRAWS, _WORTH = 400, 64, 16
_SEED = 7


def next_shares(best: Mapping[str, float]) -> dict[str, float]:
    """Which part of the next messages should be of each arm, from how likely each is the best."""
    room = 1 - _LEAST * len(best)
    return {arm: _LEAST + room * chance for arm, chance in best.items()}


def learned(baseline: Baseline, wanted: Wanted, weeks: int) -> Learning:
    """What it would bring to learn on the way for so many weeks, if one arm had the lift looked for.

    Worked out by playing it through 400 times, week by week, on shares of clicks. (A score is played
    as if it were clicks.)
    """
    import numpy as np  # noqa: PLC0415

    chance = np.random.default_rng(_SEED)
    usual = min(max(baseline.rate, 1e-4), 0.5)
    rates = np.full(wanted.arms, usual)
    rates[-1] = min(usual * (1 + wanted.lift), 0.999)
    sent, clicked = np.zeros((2, _RUNS, wanted.arms))
    misses = _WORTH * (1 - usual) / usual
    for _ in range(weeks):
        draws = chance.beta(_WORTH + clicked, misses + sent - clicked, (_DRAWS, _RUNS, wanted.arms))
        first = draws.argmax(axis=2)[..., None] == np.arange(wanted.arms)
        shares = _LEAST + (1 - _LEAST * wanted.arms) * first.mean(axis=0)
        batch = np.rint(wanted.weekly * shares)
        sent += batch
        clicked += chance.binomial(batch.astype(int), rates)
    share = float(sent[:, -1].mean() / sent.sum(axis=1).mean())
    gain = (share - 1 / wanted.arms) * weeks * wanted.weekly * (rates[-1] - usual)
    return Learning(weeks=weeks, share=share, gain=float(gain))

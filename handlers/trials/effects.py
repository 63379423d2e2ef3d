"""What adopted rewrites brought over their originals, all together: for digests and whoever else asks."""

from agents.trials.effects import Pair, Pooled, pooled_lift
from agents.trials.types import CONTROL, Counts
from handlers.trials.figures import signed, span
from handlers.trials.looking import counts_of
from store.answers import adopted
from store.database import Database
from store.rows import AdoptedRow, EngagementRow, TrialRow
from store.trials import arm_outcomes, list_trials

_LOOKED_AT = 200
_Z = 1.959964  # of the 95 % intervals of the history
_HOW = {
    "randomised": "in tests in which readers were drawn by lot",
    "before_after": "before and after: what else changed since is in it too",
}


async def adopted_effects(database: Database, merchant_id: str, *, team: str | None) -> tuple[Pooled, ...]:
    """The pooled lift of the score: of what was tested, then of what was adopted without a test.

    Of a test the first rewrite counts, whether it won or not: to take the winners alone would flatter.
    What was tested is no longer compared with its past. `team` is the workspace whose adoptions count.
    """
    async with database.session() as session:
        trials = await list_trials(session, merchant_id=merchant_id)
        rows = {
            trial.id: await arm_outcomes(session, merchant_id=merchant_id, trial_id=trial.id)
            for trial in trials
        }
        taken = (
            await adopted(session, team_id=team, merchant_id=merchant_id, limit=_LOOKED_AT) if team else ()
        )
    tested = [
        _tested(trial, {arm: counts_of(row) for arm, row in rows[trial.id].items()}) for trial in trials
    ]
    settled = {trial.suggestion_id for trial, pair in zip(trials, tested, strict=True) if pair}
    past = [_past(row) for row in taken if row.suggestion_id not in settled]
    found = (pooled_lift(filter(None, tested)), pooled_lift(filter(None, past)))
    return tuple(one for one in found if one is not None)


def effect_line(effect: Pooled) -> str:
    """It in a sentence: "Adopted rewrites: +12 % score [4 %, 21 %], n = 8,212, …"."""
    count = "1 rewrite" if effect.pairs == 1 else f"{effect.pairs} rewrites"
    return (
        f"Adopted rewrites: {signed(effect.lift)} score {span(effect.span)}, n = {effect.delivered:,} "
        f"({count}; {_HOW[effect.design]})"
    )


def _tested(trial: TrialRow, counts: dict[str, Counts]) -> Pair | None:
    rewrite = next((arm.arm for arm in trial.arms if arm.arm != CONTROL), None)
    if rewrite is None or not (counts[CONTROL].delivered and counts[rewrite].delivered):
        return None
    return Pair(original=counts[CONTROL], rewrite=counts[rewrite], design="randomised")


def _past(row: AdoptedRow) -> Pair | None:
    before, after = _counts(row.before), _counts(row.after)
    if before is None or after is None:
        return None
    return Pair(original=before, rewrite=after, design="before_after")


def _counts(row: EngagementRow | None) -> Counts | None:
    """Sums of scores and their squares, worked back from the mean and its interval."""
    if row is None or row.mean_score is None or row.score_low is None or row.score_high is None:
        return None
    variance = ((row.score_high - row.score_low) / 2 / _Z) ** 2 * row.delivered
    squares = (variance + row.mean_score**2) * row.delivered
    total = row.mean_score * row.delivered
    return Counts(delivered=row.delivered, score_sum=total, score_squares=squares)

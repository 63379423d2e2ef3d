"""Every running trial looked at when new logs are in, and what there is to tell of it."""

from datetime import datetime
from typing import Any

from agents.trials.looking import look_at
from agents.trials.types import Counts, Result
from handlers.trials.keeping import plan_of
from handlers.trials.types import News
from store.database import Database
from store.rows import OutcomeRow, TrialRow
from store.trials import arm_outcomes, claim_look, list_trials, note_look

NO_NEWS = ""
_MOVED = 0.05  # by which the next messages' shares have to change to be told


async def look_at_trials(database: Database, merchant_id: str, *, now: datetime) -> tuple[TrialRow, ...]:
    """Look at every running trial of the merchant of which more is known than at its last look.

    Each look is written down with what it says; those that are worth telling wait for `claim_news`.
    Returns the trials that were looked at, as they stand now.
    """
    async with database.session() as session:
        running = await list_trials(session, merchant_id=merchant_id, running=True)
        seen = {trial.id for trial in running if await _look(session, trial, now)}
        after = await list_trials(session, merchant_id=merchant_id)
    return tuple(trial for trial in after if trial.id in seen)


async def claim_news(
    database: Database, merchant_id: str, *, key: str, team: str | None = None
) -> tuple[News, ...]:
    """The looks that nobody has told yet, which are now for whoever has this `key` to tell.

    Asking again with the same key gives the same: after a crash, what was claimed is still to be told.
    With `team`, those of trials that this workspace planned.
    """
    async with database.session() as session:
        trials = await list_trials(session, merchant_id=merchant_id)
        found = []
        for trial in trials:
            if team is not None and trial.team_id != team:
                continue
            for number, look in enumerate(trial.looks):
                about: dict[str, Any] = {"merchant_id": merchant_id, "trial_id": trial.id, "number": number}
                if look["told"] in (None, key) and await claim_look(session, **about, key=key):
                    found.append(_news(trial, number))
    return tuple(found)


def last_result(trial: TrialRow) -> Result | None:
    """What the last look said, None before the first."""
    return Result.model_validate(trial.looks[-1]["result"]) if trial.looks else None


async def _look(session: Any, trial: TrialRow, now: datetime) -> bool:  # noqa: ANN401 - the store's
    """Look at one trial; False if nothing is new."""
    rows = await arm_outcomes(session, merchant_id=trial.merchant_id, trial_id=trial.id)
    counts = {arm: counts_of(row) for arm, row in rows.items()}
    before = [Result.model_validate(look["result"]) for look in trial.looks]
    known = {arm.arm: arm.counts for arm in before[-1].arms} if before else {}
    if counts == known or not any(one.delivered for one in counts.values()):
        return False
    result = look_at(plan_of(trial), counts, [one.done for one in before])
    is_news = _is_news(result, before[-1] if before else None)
    # Whoever is to tell of it puts a key into `told`; what is no news is as good as told.
    told = None if is_news else NO_NEWS
    look = {"at": now.isoformat(), "result": result.model_dump(mode="json"), "told": told}
    return await note_look(
        session,
        merchant_id=trial.merchant_id,
        trial_id=trial.id,
        seen=len(trial.looks),
        look=look,
        verdict=result.verdict,
        ended_at=now if result.final else None,
    )


def _is_news(result: Result, before: Result | None) -> bool:
    """Whether the verdict is another than before, the trial has ended, or the next messages go elsewhere."""
    if before is None or result.final or result.verdict != before.verdict:
        return True
    shares = {arm.arm: arm.share for arm in before.arms}
    return any(abs((arm.share or 0) - (shares.get(arm.arm) or 0)) > _MOVED for arm in result.arms)


def counts_of(row: OutcomeRow) -> Counts:
    """What the store says of an arm, as the statistics take it."""
    return Counts(
        delivered=row.delivered,
        clicked=row.clicked,
        unsubscribed=row.unsubscribe,
        score_sum=row.score_sum,
        score_squares=row.score_squares,
    )


def _news(trial: TrialRow, number: int) -> News:
    place = trial.plan.get("place") or {}
    return News(
        trial_id=trial.id,
        number=number,
        result=Result.model_validate(trial.looks[number]["result"]),
        channel=place.get("channel", ""),
        thread=place.get("thread", ""),
    )

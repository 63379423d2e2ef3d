"""How a trial stands, in one line."""

from handlers.trials.figures import percent
from handlers.trials.keeping import plan_of
from handlers.trials.looking import last_result
from handlers.trials.verdicts import status_line
from store.database import Database
from store.rows import TrialRow
from store.trials import sent_variants


async def status_of(database: Database, trial: TrialRow) -> str:
    """What its last look said; before the first, which versions the logs name instead of its own."""
    result = last_result(trial)
    if result is not None:
        return status_line(trial, result)
    if trial.ended_at is not None:
        return "stopped before any of its messages were in the logs"
    campaign_id = trial.arms[0].campaign_id
    async with database.session() as session:
        named = await sent_variants(session, merchant_id=trial.merchant_id, campaign_id=campaign_id)
    return status_line(trial, None, variants=named)


def short_status(trial: TrialRow) -> str:
    """A running trial in one short line."""
    plan = plan_of(trial)
    if not trial.looks:
        return f"{trial.id} · {status_line(trial, None)}"
    done = trial.looks[-1]["result"]["done"].values()
    so_far = f"{percent(min(done, default=0.0))} of what is needed is in"
    return f"{trial.id} · {so_far if plan.mode == 'fixed' else 'learning on the way'}"

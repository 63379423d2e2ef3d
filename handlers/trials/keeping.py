"""A proposal planned and kept: from then on, the logs say how it goes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from agents.trials.errors import UnplannableError
from agents.trials.planning import plan_trial
from agents.trials.types import Plan
from handlers.trials.errors import CannotPlanError
from handlers.trials.types import Asked, Proposal, Usual
from store.database import Database
from store.keys import content_key
from store.rows import TrialRow
from store.trials import add_trial, get_trial, introduce_campaign

if TYPE_CHECKING:
    from sqlmodel.ext.asyncio.session import AsyncSession

_ARMS = "ABCDE"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_LONG = 4


async def keep_trial(
    database: Database, proposal: Proposal, usual: Usual, asked: Asked, *, key: str, now: datetime
) -> TrialRow:
    """Plan a trial and write it down; the same `key` is the same trial. Raises `CannotPlanError`."""
    try:
        plan = plan_trial(usual.baseline, asked.wanted, pools=usual.pools, mode=asked.mode)
    except UnplannableError as error:
        raise CannotPlanError(str(error)) from error
    trial_id, merchant_id = _id_of(proposal, key), proposal.merchant.id
    campaign_id = asked.campaign_id or proposal.campaign_id or trial_id
    about = {"id": trial_id, **_about(proposal, asked, plan)}
    arms = _arms(proposal, asked, campaign_id)
    async with database.session() as session:
        await _make_known(session, proposal, campaign_id)
        await add_trial(session, merchant_id=merchant_id, trial=about, arms=arms, now=now)
        kept = await get_trial(session, merchant_id=merchant_id, trial_id=trial_id)
    if kept is None:
        raise CannotPlanError("The trial could not be kept: is the shop still there?")
    return kept


def plan_of(trial: TrialRow) -> Plan:
    """The plan of a trial that was kept."""
    return Plan.model_validate(trial.plan["plan"])


async def _make_known(session: "AsyncSession", proposal: Proposal, campaign_id: str) -> None:
    """Logs of a campaign that nobody knows would be turned away."""
    await introduce_campaign(
        session,
        merchant_id=proposal.merchant.id,
        campaign_id=campaign_id,
        audience=proposal.audience,
        channel=proposal.channel,
        title=proposal.original.title,
        body=proposal.original.body,
    )


def _about(proposal: Proposal, asked: Asked, plan: Plan) -> dict[str, Any]:
    return {
        "team_id": asked.team,
        "suggestion_id": proposal.suggestion_id,
        "campaign_id": proposal.campaign_id,
        "audience": proposal.audience,
        "channel": proposal.channel,
        "plan": {"plan": plan.model_dump(mode="json"), "place": dict(asked.place)},
        "created_by": asked.by,
    }


def _arms(proposal: Proposal, asked: Asked, campaign_id: str) -> list[dict[str, Any]]:
    rewrites = proposal.rewrites[: asked.wanted.arms - 1]
    messages = [("original", proposal.original), *((one.intent, one.message) for one in rewrites)]
    return [
        {
            "arm": arm,
            "intent": intent,
            "title": message.title,
            "body": message.body,
            "campaign_id": campaign_id,
            "variant": arm,
        }
        for arm, (intent, message) in zip(_ARMS, messages, strict=False)
    ]


def _id_of(proposal: Proposal, key: str) -> str:
    """A short id that people can type; the same for the same key."""
    number = int(content_key(proposal.merchant.id, key), 16)
    letters = ""
    for _ in range(_LONG):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return f"T-{letters}"

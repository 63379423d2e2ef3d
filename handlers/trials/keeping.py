"""A proposal planned and kept: from then on, the logs say how it goes."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from agents.trials.errors import UnplannableError
from agents.trials.planning import plan_trial
from agents.trials.types import Plan
from handlers.trials.errors import CannotPlanError
from handlers.trials.types import Asked, Proposal, Usual
from store.database import Database
from store.keys import content_key
from store.rows import TrialArmRow, TrialRow
from store.trials import add_trial, introduce_campaign

_ARMS = "ABCDE"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_LONG = 4
_SETTLED = ("id", "team_id", "suggestion_id", "campaign_id", "audience", "channel", "plan", "created_by")


def draw_up(proposal: Proposal, usual: Usual, asked: Asked, *, key: str, now: datetime) -> TrialRow:
    """The trial that is asked for, not kept yet; the same `key` gives the same id.

    Raises `CannotPlanError`.
    """
    try:
        plan = plan_trial(usual.baseline, asked.wanted, pools=usual.pools, mode=asked.mode)
    except UnplannableError as error:
        raise CannotPlanError(str(error)) from error
    trial_id = _id_of(proposal, key)
    return TrialRow(
        merchant_id=proposal.merchant.id,
        id=trial_id,
        team_id=asked.team,
        suggestion_id=proposal.suggestion_id,
        campaign_id=proposal.campaign_id,
        audience=proposal.audience,
        channel=proposal.channel,
        plan={"plan": plan.model_dump(mode="json"), "place": dict(asked.place)},
        created_by=asked.by,
        created_at=now,
        arms=_arms(proposal, asked, asked.campaign_id or proposal.campaign_id or trial_id),
        **_no_look_yet(),
    )


async def keep_trial(database: Database, trial: TrialRow) -> None:
    """Write a trial down, and the campaign it is sent under: logs of an unknown one would be turned away.

    Keeping the same trial again changes nothing.
    """
    original = trial.arms[0]
    about = {name: value for name, value in asdict(trial).items() if name in _SETTLED}
    async with database.session() as session:
        await introduce_campaign(
            session,
            merchant_id=trial.merchant_id,
            campaign_id=original.campaign_id,
            audience=trial.audience,
            channel=trial.channel,
            title=original.title,
            body=original.body,
        )
        arms = [asdict(arm) for arm in trial.arms]
        await add_trial(session, merchant_id=trial.merchant_id, trial=about, arms=arms, now=trial.created_at)


def _no_look_yet() -> dict[str, Any]:
    return {"looks": [], "verdict": None, "ended_at": None}


def plan_of(trial: TrialRow) -> Plan:
    """The plan of a trial that was kept."""
    return Plan.model_validate(trial.plan["plan"])


def _arms(proposal: Proposal, asked: Asked, campaign_id: str) -> tuple[TrialArmRow, ...]:
    rewrites = proposal.rewrites[: asked.wanted.arms - 1]
    messages = [("original", proposal.original), *((one.intent, one.message) for one in rewrites)]
    return tuple(
        TrialArmRow(
            arm=arm,
            intent=intent,
            title=message.title,
            body=message.body,
            campaign_id=campaign_id,
            variant=arm,
        )
        for arm, (intent, message) in zip(_ARMS, messages, strict=False)
    )


def _id_of(proposal: Proposal, key: str) -> str:
    """A short id that people can type; the same for the same key."""
    number = int(content_key(proposal.merchant.id, key), 16)
    letters = ""
    for _ in range(_LONG):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return f"T-{letters}"

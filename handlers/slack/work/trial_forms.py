"""The form for a trial, filled in from what history knows."""

from agents.types import Merchant
from handlers.history import campaign_draft
from handlers.slack.blocks.forms import TrialValues, trial_form
from handlers.slack.blocks.origin import Origin
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.opening import open_view
from handlers.slack.work.trial_sources import from_answer, shop_of
from handlers.trials.figures import rate
from handlers.trials.lifts import lift_to_look_for
from handlers.trials.proposing import usual_of
from handlers.trials.types import Proposal
from handlers.words import taken_for

_MOST = 4  # rewrites


async def open_trial_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The form: under an answer about that answer, alone or with a campaign's id about a campaign."""
    if job.ts:
        proposal = await from_answer(desk, job)
        known = await _known(desk, proposal, TrialValues(rewrites=min(_MOST, len(proposal.rewrites))))
        origin = Origin(channel=job.channel, ts=job.ts, thread=job.thread)
    else:
        known, origin = await _of_campaign(desk, job), Origin()
    await open_view(desk, job, steps, trial_form(known, origin))


async def _of_campaign(desk: Desk, job: Job) -> TrialValues:
    shop, said = await shop_of(desk, job.team), str(job.data.get("text", "")).strip()
    if not said:
        return TrialValues()
    return await _known(desk, await _original(desk, shop, said), TrialValues(campaign_id=said))


async def _original(desk: Desk, shop: Merchant, campaign_id: str) -> Proposal:
    """A campaign's message, with nothing to hold against it yet. Raises `UnknownCampaignError`."""
    draft = taken_for(await campaign_draft(desk.database, campaign_id, merchant=shop))
    about = {"merchant": shop, "original": draft.message, "rewrites": (), "campaign_id": draft.id}
    return Proposal.model_validate(about | {"audience": draft.audience, "channel": draft.channel})


async def _known(desk: Desk, proposal: Proposal, values: TrialValues) -> TrialValues:
    usual = await usual_of(desk.database, proposal)
    weekly = usual.weekly
    hint = f"{rate(usual.baseline.rate)} of such messages are clicked."
    if weekly:
        hint = f"Lately {weekly:,} a week to these people. {hint}"
    update = {"weekly": weekly, "hint": hint, "lift": lift_to_look_for(usual)}
    return values.model_copy(update=update)

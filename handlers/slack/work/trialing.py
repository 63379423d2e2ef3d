"""A trial that was asked for: planned, told where it was asked for, kept."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from agents.trials.types import Wanted
from handlers.slack.blocks.trials import plan_card
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.trial_sources import proposed
from handlers.trials.keeping import draw_up, keep_trial
from handlers.trials.proposing import usual_of
from handlers.trials.types import Asked, Proposal, Usual
from store.rows import TrialRow


async def plan_trial(desk: Desk, job: Job, steps: Steps) -> None:
    """Say the plan in the thread of the answer, or in private, and keep it: results follow there."""
    client = await desk.clients.of(job.team)
    proposal = Proposal.model_validate(await steps.run("propose", partial(proposed, desk, job)))
    usual = Usual.model_validate(await steps.run("look back", partial(_usual, desk, proposal)))
    channel = job.channel or await _private(client, job.user)
    trial = _drawn(job, steps, proposal, usual, {})
    card = plan_card(trial)
    ts = await post_once(
        client, steps, key=job.key, name="plan", channel=channel, card=card, thread=job.thread
    )
    place = {"channel": channel, "thread": job.thread or ts}
    await steps.run("keep", partial(_keep, desk, _drawn(job, steps, proposal, usual, place)))


def _drawn(job: Job, steps: Steps, proposal: Proposal, usual: Usual, place: dict[str, str]) -> TrialRow:
    wanted = Wanted.model_validate(job.data["wanted"])
    wanted = wanted.model_copy(update={"arms": min(wanted.arms, len(proposal.rewrites) + 1)})
    asked = {"wanted": wanted, "mode": job.data["mode"], "team": job.team, "by": job.user, "place": place}
    began = datetime.fromtimestamp(steps.began, UTC)
    return draw_up(proposal, usual, Asked.model_validate(asked), key=job.key, now=began)


async def _usual(desk: Desk, proposal: Proposal) -> dict[str, Any]:
    return (await usual_of(desk.database, proposal)).model_dump(mode="json")


async def _private(client: AsyncWebClient, user: str) -> str:
    return str((await client.conversations_open(users=user))["channel"]["id"])


async def _keep(desk: Desk, trial: TrialRow) -> None:
    await keep_trial(desk.database, trial)

"""`/trial` and its form: what there is told at once, a form checked while Slack waits, then taken down."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.errors import RequestError
from handlers.history import campaign_draft
from handlers.slack import fields
from handlers.slack.desk import Desk
from handlers.slack.forms import read_trial_form
from handlers.slack.jobs import Inbox, Job
from handlers.slack.sent import form_job
from handlers.slack.trial_listing import is_about_trials, trials_told
from handlers.slack.work.trial_sources import shop_of

Payload = dict[str, Any]


async def on_trial(command: Payload, ack: AsyncAck, *, desk: Desk, inbox: Inbox) -> None:
    """`/trial C-1042` or alone: the form for a test; with a test's id, `list` or `stop`: what there is."""
    said, team = command.get("text", "").strip(), command["team_id"]
    if is_about_trials(said):
        card = await trials_told(desk, team, said)
        await ack(text=card.text, blocks=card.blocks)
        return
    key, data = command["trigger_id"], {"text": said, "trigger": command["trigger_id"]}
    who = {"team": team, "user": command["user_id"], "channel": command["channel_id"]}
    await inbox.take(Job(kind="open_trial", key=key, **who, data=data))
    await ack()


async def on_trial_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox, desk: Desk) -> None:
    """What is wanted of a trial: the plan comes into the thread of the answer, or as a direct message."""
    form = read_trial_form(view["state"]["values"])
    errors = dict(form.errors) or await _unknown(desk, body["team"]["id"], form.campaign_id)
    if errors or form.wanted is None:
        await ack(response_action="errors", errors=errors)
        return
    wanted = form.wanted.model_dump(mode="json")
    data = {"wanted": wanted, "mode": form.mode, "campaign": form.campaign_id}
    await inbox.take(form_job("plan_trial", body, view, data))
    await ack()


async def _unknown(desk: Desk, team: str, campaign_id: str) -> dict[str, str]:
    """A sentence at the field for a campaign that the shop does not have."""
    if not campaign_id:
        return {}
    try:
        await campaign_draft(desk.database, campaign_id, merchant=await shop_of(desk, team))
    except RequestError as problem:
        return {fields.CAMPAIGN: problem.sentence}
    return {}

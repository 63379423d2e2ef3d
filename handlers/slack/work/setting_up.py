"""Setting the bot up: its settings, the shop it speaks for, and how data comes in."""

from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.card import Card
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import post_once, tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.permission import may_change
from handlers.slack.work.homing import publish
from store.workspaces import connect_workspace, save_workspace_settings

_NOT_ALLOWED = "Only workspace admins and the people they named can change the settings. Nothing was changed."
IMPORT_HELP = (
    "Drop your files into this conversation, campaigns first: a CSV, JSON Lines or Parquet file with "
    "campaign_id, audience, channel, title, body (and product, voucher); then the logs of what was sent and "
    "what people did. I say which rows I took and send back those I could not use."
)


async def save_settings(desk: Desk, job: Job, steps: Steps) -> None:
    """Keep the settings a form brought, if this person may change them, and show them."""
    client = await desk.clients.of(job.team)
    if not await may_change(client, job.user, await desk.workspace(job.team)):
        await tell_privately(client, channel=job.channel, user=job.user, card=note_card(_NOT_ALLOWED))
        return
    await steps.run("save", partial(_save, desk, job))
    await publish(desk, client, job)


async def connect(desk: Desk, job: Job, steps: Steps) -> None:
    """The workspace speaks for a shop from now on: kept, shown, and told to whoever did it."""
    client = await desk.clients.of(job.team)
    await steps.run("connect", partial(_connect, desk, job))
    await publish(desk, client, job)
    workspace = await desk.workspace(job.team)
    name = workspace.merchant.name if workspace and workspace.merchant else "your shop"
    card = note_card(f"Connected: I speak for {name} now. Send me a draft, or “weak” for what to fix first.")
    await _write_to(client, job, steps, card)


async def explain_import(desk: Desk, job: Job, steps: Steps) -> None:
    """How to bring campaigns and logs in."""
    await _write_to(await desk.clients.of(job.team), job, steps, note_card(IMPORT_HELP))


async def _write_to(client: AsyncWebClient, job: Job, steps: Steps, card: Card) -> None:
    opened = await client.conversations_open(users=job.user)
    channel = opened["channel"]["id"]
    await post_once(client, steps, key=job.key, name="answer", channel=channel, card=card)


async def _save(desk: Desk, job: Job) -> None:
    async with desk.database.session() as session:
        await save_workspace_settings(session, team_id=job.team, now=desk.clock(), **job.data["settings"])


async def _connect(desk: Desk, job: Job) -> None:
    merchant = str(job.data["merchant"])
    async with desk.database.session() as session:
        await connect_workspace(session, team_id=job.team, merchant_id=merchant, now=desk.clock())

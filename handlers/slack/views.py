"""Forms that were sent: checked while Slack waits, so that a mistake shows at its field, then taken down."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.blocks.origin import Origin
from handlers.slack.desk import Desk
from handlers.slack.forms import (
    read_connect_form,
    read_edit_form,
    read_reason_form,
    read_rewrite_form,
    read_settings_form,
)
from handlers.slack.jobs import Inbox, Job
from handlers.slack.permission import digest_of
from store.codes import redeem_code

Payload = dict[str, Any]
WRONG_CODE = "This code is not valid: it may be mistyped, used or older than a day. Ask whoever runs the bot."


async def on_rewrite_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox, desk: Desk) -> None:
    """A draft with everything around it: the answer comes as a direct message."""
    workspace = await desk.workspace(body["team"]["id"])
    market = workspace.merchant.market if workspace and workspace.merchant else None
    form = read_rewrite_form(view["state"]["values"], today=desk.today(workspace), market=market)
    if form.errors or form.draft is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(_job("draft", body, view, {"draft": form.draft.model_dump(mode="json")}))
    await ack()


async def on_edit_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The merchant's own version of a rewrite."""
    form = read_edit_form(view["state"]["values"])
    if form.errors or form.message is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(_job("edited", body, view, {"message": form.message.model_dump(mode="json")}))
    await ack()


async def on_result_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The rewrite of somebody's message, perhaps changed: into that message's thread, or to keep."""
    form = read_edit_form(view["state"]["values"])
    if form.errors or form.message is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(_job("send", body, view, {"message": form.message.model_dump(mode="json")}))
    await ack()


async def on_reason_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """Why an answer did not help."""
    form = read_reason_form(view["state"]["values"])
    await inbox.take(_job("reason", body, view, {"reason": form.reason, "words": form.words}))
    await ack()


async def on_settings_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The workspace's settings."""
    form = read_settings_form(view["state"]["values"])
    if form.errors or form.settings is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(_job("settings", body, view, {"settings": form.settings.model_dump(mode="json")}))
    await ack()


async def on_connect_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox, desk: Desk) -> None:
    """The one-time code that connects this workspace to a shop."""
    form = read_connect_form(view["state"]["values"])
    team = body["team"]["id"]
    async with desk.database.session() as session:
        merchant = await redeem_code(session, digest=digest_of(form.code), team_id=team, now=desk.clock())
    if merchant is None:
        await ack(response_action="errors", errors={form.block: WRONG_CODE})
        return
    await inbox.take(_job("connected", body, view, {"merchant": merchant}))
    await ack()


def _job(kind: str, body: Payload, view: Payload, data: Payload) -> Job:
    """A form sent is one job, whoever delivers it again; it knows the answer it was opened from."""
    origin = Origin.read(view.get("private_metadata", ""))
    return Job(
        kind=kind,
        key=f"{view['id']}:{view['hash']}",
        team=body["team"]["id"],
        user=body["user"]["id"],
        channel=origin.channel if origin else "",
        thread=origin.thread if origin else "",
        ts=origin.ts if origin else "",
        data={**data, "suggestion": origin.suggestion_id if origin else "", "view": view["id"]},
    )

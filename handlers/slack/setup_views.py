"""Forms of those who set the bot up: settings, and the shop it speaks for."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.desk import Desk
from handlers.slack.forms import read_connect_form, read_settings_form
from handlers.slack.jobs import Inbox
from handlers.slack.permission import digest_of
from handlers.slack.sent import form_job
from store.codes import redeem_code

Payload = dict[str, Any]
WRONG_CODE = "This code is not valid: it may be mistyped, used or older than a day. Ask whoever runs the bot."


async def on_settings_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The workspace's settings."""
    form = read_settings_form(view["state"]["values"])
    if form.errors or form.settings is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(form_job("settings", body, view, {"settings": form.settings.model_dump(mode="json")}))
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
    await inbox.take(form_job("connected", body, view, {"merchant": merchant}))
    await ack()

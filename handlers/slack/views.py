"""Forms that were sent: checked while Slack waits, so that a mistake shows at its field, then taken down."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.desk import Desk
from handlers.slack.forms import read_edit_form, read_reason_form, read_rewrite_form
from handlers.slack.jobs import Inbox
from handlers.slack.sent import form_job

Payload = dict[str, Any]


async def on_rewrite_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox, desk: Desk) -> None:
    """A draft with everything around it: the answer comes as a direct message."""
    workspace = await desk.workspace(body["team"]["id"])
    market = workspace.merchant.market if workspace and workspace.merchant else None
    form = read_rewrite_form(view["state"]["values"], today=desk.today(workspace), market=market)
    if form.errors or form.draft is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(form_job("draft", body, view, {"draft": form.draft.model_dump(mode="json")}))
    await ack()


async def on_message_form(body: Payload, view: Payload, ack: AsyncAck, *, kind: str, inbox: Inbox) -> None:
    """A version of a rewrite, perhaps changed: to take it, or to send it into a thread."""
    form = read_edit_form(view["state"]["values"])
    if form.errors or form.message is None:
        await ack(response_action="errors", errors=dict(form.errors))
        return
    await inbox.take(form_job(kind, body, view, {"message": form.message.model_dump(mode="json")}))
    await ack()


async def on_reason_form(body: Payload, view: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """Why an answer did not help."""
    form = read_reason_form(view["state"]["values"])
    await inbox.take(form_job("reason", body, view, {"reason": form.reason, "words": form.words}))
    await ack()

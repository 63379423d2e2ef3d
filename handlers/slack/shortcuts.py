"""Shortcuts: the lightning menu, and the menu of a message."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.jobs import Inbox, Job

Payload = dict[str, Any]


async def on_new_message(body: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The global shortcut: a form for a draft."""
    await inbox.take(_job("open_form", body))
    await ack()


async def on_improve_message(body: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The message shortcut: what would be better, in a window only this person sees."""
    message = body["message"]
    job = _job("improve", body).model_copy(
        update={
            "channel": body["channel"]["id"],
            "ts": message["ts"],
            "thread": message.get("thread_ts") or message["ts"],
        }
    )
    data = {**job.data, "text": message.get("text", "")}
    await inbox.take(job.model_copy(update={"data": data}))
    await ack()


def _job(kind: str, body: Payload) -> Job:
    trigger = body["trigger_id"]
    return Job(
        kind=kind, key=trigger, team=body["team"]["id"], user=body["user"]["id"], data={"trigger": trigger}
    )

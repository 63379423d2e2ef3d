"""Buttons and selects. The answer they stand on is found by its channel and time, not by what they carry."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.jobs import Inbox, Job

Payload = dict[str, Any]


async def on_action(body: Payload, action: Payload, ack: AsyncAck, *, kind: str, inbox: Inbox) -> None:
    """Any of our buttons or selects: the job of this kind, with what was chosen."""
    await inbox.take(_job(kind, body, action))
    await ack()


async def on_feedback(body: Payload, action: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """The thumbs under an answer; a thumb down also asks for the reason."""
    kind = "liked" if _chosen(action).startswith("good") else "disliked"
    await on_action(body, action, ack, kind=kind, inbox=inbox)


async def on_picked(body: Payload, action: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """“Apply Selected” under a digest, with the boxes that are ticked by then."""
    job = _job("digest_apply_picked", body, action)
    await inbox.take(job.model_copy(update={"data": {**job.data, "values": _ticked(body)}}))
    await ack()


async def on_looking(ack: AsyncAck) -> None:
    """A choice within a form that is read when the form is sent, or a link that opens elsewhere."""
    await ack()


def _job(kind: str, body: Payload, action: Payload) -> Job:
    container = body.get("container") or {}
    message = body.get("message") or {}
    return Job(
        kind=kind,
        key=f"{body['trigger_id']}:{action['action_id']}",
        team=body["team"]["id"],
        user=body["user"]["id"],
        channel=container.get("channel_id") or "",
        thread=message.get("thread_ts") or container.get("message_ts") or "",
        ts=container.get("message_ts") or "",
        data={"value": _chosen(action), "trigger": body["trigger_id"]},
    )


def _ticked(body: Payload) -> list[str]:
    """The values of all ticked boxes of a message."""
    entries = (
        entry for block in (body.get("state") or {}).get("values", {}).values() for entry in block.values()
    )
    return [str(option["value"]) for entry in entries for option in entry.get("selected_options") or ()]


def _chosen(action: Payload) -> str:
    selected = action.get("selected_option") or {}
    return str(action.get("value") or selected.get("value") or "")

"""What people write to us: direct messages, mentions, and replies in threads that we are part of."""

from typing import Any

from handlers.slack.desk import Desk
from handlers.slack.jobs import Inbox, Job
from handlers.slack.whose import team_of
from store.threads import get_thread

Payload = dict[str, Any]
_SAID = {None, "file_share", "thread_broadcast"}  # the other subtypes are news about messages


async def on_mention(event: Payload, body: Payload, *, inbox: Inbox) -> None:
    """Somebody in a channel called us by name: answer in the thread."""
    if not event.get("bot_id"):
        await inbox.take(_job("message", event, body))


async def on_message(event: Payload, body: Payload, *, inbox: Inbox, desk: Desk) -> None:
    """A direct message, or a reply in a channel's thread that we have answered in before."""
    if event.get("subtype") not in _SAID or event.get("bot_id") or not event.get("user"):
        return
    if event.get("channel_type") == "im":
        await inbox.take(_job("file" if event.get("files") else "message", event, body))
    elif await _is_for_us(event, body, desk):
        await inbox.take(_job("message", event, body))


async def on_conversation_opened(event: Payload, body: Payload, *, inbox: Inbox) -> None:
    """Our conversation, or our Home tab, was opened."""
    kind = "home" if event.get("tab") == "home" else "prompts"
    await inbox.take(_job(kind, event, body))


async def _is_for_us(event: Payload, body: Payload, desk: Desk) -> bool:
    """Whether a channel message continues a thread of ours. Nothing else people write there is kept."""
    thread = event.get("thread_ts")
    if not thread or _mentions_us(event, body):  # a mention arrives as an event of its own
        return False
    team, channel = team_of(body), event["channel"]
    async with desk.database.session() as session:
        return await get_thread(session, team_id=team, channel=channel, thread=thread) is not None


def _mentions_us(event: Payload, body: Payload) -> bool:
    us = [a["user_id"] for a in body.get("authorizations") or () if a.get("is_bot")]
    return any(f"<@{user}" in event.get("text", "") for user in us)


def _job(kind: str, event: Payload, body: Payload) -> Job:
    ts = str(event.get("ts") or "")
    us = next((a["user_id"] for a in body.get("authorizations") or () if a.get("is_bot")), "")
    files = [file["id"] for file in event.get("files") or ()]
    data = {"text": event.get("text", ""), "files": files, "us": us}
    return Job(
        kind=kind,
        key=body["event_id"],
        team=team_of(body),
        user=event["user"],
        channel=event.get("channel") or "",
        thread=event.get("thread_ts") or ts,
        ts=ts,
        data=data,
    )

"""`chat.startStream`, `appendStream`, `stopStream`: answers that grow."""

import copy
from collections.abc import Mapping
from typing import Any

from playground.api.ask import Ask
from playground.api.chat import author
from playground.api.content import checked_blocks, metadata, named
from playground.api.errors import SlackError, invalid_arguments, refused
from playground.checks.elements import element
from playground.checks.rules import Check, anything, choice, listed, shape, string, typed
from playground.checks.whole import problems_of_blocks
from playground.world import messages, sessions, streams
from playground.world.nouns import IM, Channel, Json

_MAX_MARKDOWN, _MAX_TASK = 12_000, 256
_DISPLAYS = {"timeline", "plan"}
_TASK = {
    "type": anything,
    "id": string(255),
    "title": string(_MAX_TASK),
    "status": choice("pending", "in_progress", "complete", "error"),
}
_OF_TASK: Mapping[str, Check] = {
    "details": string(_MAX_TASK, 0),
    "output": string(_MAX_TASK, 0),
    "sources": listed(element({"url"}), 50, 0),
}
_CHUNKS: dict[str, Check] = {
    "markdown_text": shape({"type": anything, "text": string(_MAX_MARKDOWN, 0)}),
    "task_update": shape(_TASK, _OF_TASK),
    "plan_update": shape({"type": anything, "title": string(_MAX_TASK)}),
    "blocks": shape({"type": anything, "blocks": anything}),
}


def start(ask: Ask) -> Json:
    """`chat.startStream`."""
    channel = ask.channel()
    thread = ask.root(channel, missing="thread_not_found")
    if channel.kind == IM and not thread:
        raise invalid_arguments("missing required field: thread_ts")
    if channel.kind != IM:
        _check_recipient(ask)
    display = ask.text("task_display_mode", "timeline")
    if display not in _DISPLAYS:
        raise invalid_arguments("must be a valid enum value [json-pointer:/task_display_mode]")
    chunks = _chunks(ask)
    message = {**author(ask), **({"thread_ts": thread} if thread else {})}
    stored = streams.start(ask.world, channel, message, display)
    streams.append(ask.world, channel, stored, chunks)
    return {"channel": channel.id, "ts": stored["ts"]}


def append(ask: Ask) -> Json:
    """`chat.appendStream`."""
    channel, message = _running(ask)
    chunks = _chunks(ask)
    if not chunks:
        raise SlackError("no_text")
    streams.append(ask.world, channel, message, chunks)
    return {"channel": channel.id, "ts": message["ts"]}


def stop(ask: Ask) -> Json:
    """`chat.stopStream`."""
    channel, message = _running(ask)
    chunks, blocks = _chunks(ask), checked_blocks(ask) or []
    session, about = ask.text("session_status"), metadata(ask)
    if session and session not in sessions.STATUSES:
        raise invalid_arguments("must be a valid enum value [json-pointer:/session_status]")
    streams.append(ask.world, channel, message, chunks)
    streams.stop(ask.world, channel, message, blocks)
    if about:
        messages.change(ask.world, channel, message["ts"], {"metadata": about}, quiet=True)
    if session:
        thread = str(message.get("thread_ts", message["ts"]))
        sessions.set_session(ask.world, ask.team, channel, thread, session)
    return {"channel": channel.id, "ts": message["ts"], "message": copy.deepcopy(message)}


def _running(ask: Ask) -> tuple[Channel, Json]:
    channel = ask.channel()
    message = ask.message(channel)
    if message.get("bot_id") != ask.team.installation.bot_id:
        raise SlackError("message_not_owned_by_app")
    if not streams.is_running(ask.world, message):
        raise SlackError("message_not_in_streaming_state")
    return channel, message


def _check_recipient(ask: Ask) -> None:
    """In a channel Slack wants to know whom the answer is for."""
    if not ask.has("recipient_team_id"):
        raise SlackError("missing_recipient_team_id")
    if not ask.has("recipient_user_id"):
        raise SlackError("missing_recipient_user_id")
    ask.person("recipient_user_id")


def _chunks(ask: Ask) -> list[Json]:
    """What is to be added, `markdown_text` as a chunk like the others."""
    chunks: Any = ask.value("chunks", SlackError("invalid_chunks")) or []
    problems: list[str] = []
    listed(typed(_CHUNKS), 100, 0)(chunks, "/chunks", problems)
    for chunk in [] if problems else chunks:
        problems += problems_of_blocks(chunk["blocks"]) if chunk["type"] == "blocks" else []
    if problems:
        raise refused("invalid_chunks", problems)
    text = ask.text("markdown_text")
    if len(text) > _MAX_MARKDOWN:
        raise SlackError("msg_too_long")
    found = [{"type": "markdown_text", "text": text}] if text else []
    return found + [_named(ask, chunk) for chunk in chunks]


def _named(ask: Ask, chunk: Json) -> Json:
    return {**chunk, "blocks": named(ask.world, chunk["blocks"])} if chunk["type"] == "blocks" else chunk

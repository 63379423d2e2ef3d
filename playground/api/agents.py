"""`assistant.threads.*` and `agents.sessions.*`: status, titles and prompts of conversations with the app."""

from typing import Any

from playground.api.ask import Ask
from playground.api.errors import SlackError, invalid_arguments
from playground.world import sessions
from playground.world.nouns import Channel, Json

_MAX_LOADING, _MAX_PROMPTS, _MAX_TITLE = 10, 4, 200
_STOPPED = "agent_session_stopped"


def set_thread_status(ask: Ask) -> Json:
    """`assistant.threads.setStatus`."""
    channel, thread = _thread(ask)
    messages = ask.value("loading_messages") or []
    if not isinstance(messages, list) or not all(isinstance(message, str) for message in messages):
        raise invalid_arguments("must provide an array of strings [json-pointer:/loading_messages]")
    if len(messages) > _MAX_LOADING:
        raise invalid_arguments(f"no more than {_MAX_LOADING} items allowed [json-pointer:/loading_messages]")
    sessions.say_status(ask.world, ask.team, channel, thread, ask.text("status"), messages)
    return {}


def set_thread_title(ask: Ask) -> Json:
    """`assistant.threads.setTitle`."""
    channel, thread = _thread(ask)
    ask.team.titles[channel.id, thread] = ask.need("title")
    return {}


def set_suggested_prompts(ask: Ask) -> Json:
    """`assistant.threads.setSuggestedPrompts`: for an agent app, a call with `thread_ts` does nothing."""
    channel = ask.channel("channel_id")
    prompts: Any = ask.value("prompts")
    if not isinstance(prompts, list) or not all(_is_prompt(prompt) for prompt in prompts):
        raise invalid_arguments("must provide title and message [json-pointer:/prompts]")
    if len(prompts) > _MAX_PROMPTS:
        raise invalid_arguments(f"no more than {_MAX_PROMPTS} items allowed [json-pointer:/prompts]")
    if not ask.text("thread_ts"):
        sessions.offer_prompts(ask.world, ask.team, channel, ask.text("title"), prompts)
    return {}


def set_session_status(ask: Ask) -> Json:
    """`agents.sessions.setStatus`: begins the session if there is none."""
    channel, thread = _thread(ask)
    status, title = ask.need("status"), ask.text("title")
    if status not in sessions.STATUSES:
        raise invalid_arguments("must be a valid enum value [json-pointer:/status]")
    _check_title(title)
    if title:
        ask.team.titles.setdefault((channel.id, thread), title)
    sessions.set_session(ask.world, ask.team, channel, thread, status)
    warned = (
        {}
        if _STOPPED in ask.world.manifest.bot_events
        else {"warning": f"missing_{_STOPPED}_event_subscription"}
    )
    named = ask.team.titles.get((channel.id, thread), "")
    return {"status": status, "agent_status": status, "title": named, **warned}


def rename_session(ask: Ask) -> Json:
    """`agents.sessions.rename`."""
    channel, thread = _thread(ask)
    title = ask.need("title")
    _check_title(title)
    if (channel.id, thread) not in ask.team.statuses:
        raise SlackError("session_not_found")
    ask.team.titles[channel.id, thread] = title
    return {"title": title}


def _thread(ask: Ask) -> tuple[Channel, str]:
    channel = ask.channel("channel_id")
    thread = ask.root(channel, missing="invalid_thread_ts")
    if thread is None:
        raise invalid_arguments("missing required field: thread_ts")
    return channel, thread


def _check_title(title: str) -> None:
    if len(title) > _MAX_TITLE:
        raise invalid_arguments(f"must be less than {_MAX_TITLE + 1} characters [json-pointer:/title]")


def _is_prompt(prompt: object) -> bool:
    return isinstance(prompt, dict) and all(prompt.get(name) for name in ("title", "message"))

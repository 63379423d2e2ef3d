"""From a job to what is said back: the conversation so far, the shop it speaks for, the reply."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from pydantic import ValidationError

from agents.first_version import FirstVersion, Tell, watched_by
from agents.types import Draft, Value
from handlers.slack.desk import Conversing, Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.text import from_slack
from handlers.talk import Reply, Talk
from store.threads import get_thread


class Thought(Value):
    """What is said back, and where that leaves the conversation."""

    reply: Reply
    talk: Talk


async def think(desk: Desk, job: Job, steps: Steps, tell: Tell | None = None) -> Thought:
    """The reply to a job, worked out once: after a crash the recorded one is taken.

    A first version that is new to the conversation is told to `tell`.
    """
    return await thought_of(steps, lambda: _think(desk, job, tell))


async def thought_of(steps: Steps, work: Callable[[], Awaitable[Thought]]) -> Thought:
    """What `work` thinks, recorded as the step "think" of a job."""

    async def recorded() -> dict[str, Any]:
        thought: dict[str, Any] = json.loads((await work()).model_dump_json())
        return thought

    return Thought.model_validate(await steps.run("think", recorded))


async def _think(desk: Desk, job: Job, tell: Tell | None) -> Thought:
    talk = await _talk(desk, job)
    if wait := desk.limiter.wait(job.team, job.user):
        return Thought(reply=Reply(kind="note", text=_slower(wait)), talk=talk)
    conversation = await desk.conversation(job.team)
    with watched_by(partial(_tell_new, tell, talk) if tell else None):
        reply, talk = await _answer(conversation, job, talk)
    return Thought(reply=reply, talk=talk)


def _tell_new(tell: Tell, talk: Talk, first: FirstVersion) -> None:
    """Pass a first version on, unless the conversation has it: whoever asks for more wants another."""
    if first.message not in talk.versions:
        tell(first)


async def _answer(conversation: Conversing, job: Job, talk: Talk) -> tuple[Reply, Talk]:
    if job.kind == "draft":
        return await conversation.take(Draft.model_validate(job.data["draft"]), Talk())
    if job.kind == "fix":
        return await conversation.answer(f"campaign {job.data['value']}", talk)
    return await conversation.answer(from_slack(job.data["text"], us=job.data.get("us", "")), talk)


async def talk_of(desk: Desk, *, team: str, channel: str, thread: str) -> Talk:
    """The conversation of a thread so far; one kept by an older version in another shape starts over."""
    async with desk.database.session() as session:
        row = await get_thread(session, team_id=team, channel=channel, thread=thread)
    if row is None:
        return Talk()
    try:
        return Talk.model_validate(row.talk)
    except ValidationError:
        return Talk()


async def _talk(desk: Desk, job: Job) -> Talk:
    if job.kind != "message":
        return Talk()
    return await talk_of(desk, team=job.team, channel=job.channel, thread=job.thread)


def _slower(wait: int) -> str:
    return (
        "That was a lot of messages in one minute, and others are waiting too. "
        f"Please send this one again in {wait} seconds; nothing is lost."
    )

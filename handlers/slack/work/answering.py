"""The answer to a draft, a question or a campaign's id: one message, in its thread or in private."""

import asyncio
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.status import show_status
from handlers.slack.work.thinking import Thought, think
from store.answers import save_answer
from store.threads import save_thread


async def answer_message(desk: Desk, job: Job, steps: Steps) -> None:
    """Answer a message in its thread; two messages in one thread are answered in turn."""
    client = await desk.clients.of(job.team)
    async with desk.locks.holding(job.team, job.channel, job.thread):
        thought, _ = await asyncio.gather(think(desk, job, steps), show_status(client, job))
        await _post(desk, client, job, steps, thought)


async def answer_privately(desk: Desk, job: Job, steps: Steps) -> None:
    """Answer a command, a form or a button in the direct messages with whoever asked.

    The answer starts a thread of its own there. (A reply that only they see where they typed could
    not be looked up after a crash, and is gone when they reload.)
    """
    client = await desk.clients.of(job.team)
    opened = await client.conversations_open(users=job.user)
    there = job.model_copy(update={"channel": opened["channel"]["id"], "thread": ""})
    await _post(desk, client, there, steps, await think(desk, job, steps))


async def _post(desk: Desk, client: AsyncWebClient, job: Job, steps: Steps, thought: Thought) -> None:
    if job.thread:  # before the answer is there: whoever replies to it at once is heard
        await steps.run("keep", partial(_keep_talk, desk, job, thought, job.thread))
    card = await desk.card(job.team, thought.reply)
    ts = await post_once(
        client, steps, key=job.key, name="answer", channel=job.channel, card=card, thread=job.thread
    )
    await steps.run("remember", partial(_remember, desk, job, thought, ts))


async def _remember(desk: Desk, job: Job, thought: Thought, ts: str) -> None:
    """Keep which suggestion stands on which message, and what a thread has come to that begins with it."""
    if not job.thread:
        await _keep_talk(desk, job, thought, ts)
    suggestion, merchant = thought.reply.suggestion, thought.talk.merchant
    if suggestion is None or thought.reply.kind != "suggestion":
        return
    async with desk.database.session() as session:
        await save_answer(
            session,
            team_id=job.team,
            channel=job.channel,
            ts=ts,
            thread=job.thread or ts,
            suggestion_id=suggestion.id,
            merchant_id=merchant.id if merchant else None,
            asked_by=job.user,
            now=desk.clock(),
        )


async def _keep_talk(desk: Desk, job: Job, thought: Thought, thread: str) -> None:
    async with desk.database.session() as session:
        await save_thread(
            session,
            team_id=job.team,
            channel=job.channel,
            thread=thread,
            talk=thought.talk.model_dump(mode="json"),
            key=job.key,
            now=desk.clock(),
        )

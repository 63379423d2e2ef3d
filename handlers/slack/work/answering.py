"""The answer to a draft, a question or a campaign's id: one message, in its thread or in private."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from agents.first_version import FirstVersion
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.first import closing_card, first_card, with_change_told
from handlers.slack.deliver import post_growing, post_once
from handlers.slack.desk import Desk
from handlers.slack.growing import Growing
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.coming import coming, under_way
from handlers.slack.work.signals import keep_vote
from handlers.slack.work.status import show_status
from handlers.slack.work.thinking import Thought
from handlers.talk import Talk
from store.answers import save_answer
from store.threads import get_thread, save_thread


async def answer_message(desk: Desk, job: Job, steps: Steps) -> None:
    """Answer a message in its thread; two messages in one thread are answered in turn."""
    client = await desk.clients.of(job.team)
    async with desk.locks.holding(job.team, job.channel, job.thread), coming(desk, job, steps) as answer:
        status = () if answer.was_shown else (show_status(client, job),)
        first, *_ = await asyncio.gather(answer.first(), *status)
        await _say(desk, client, job, steps, first, answer.thought)


async def answer_privately(desk: Desk, job: Job, steps: Steps) -> None:
    """Answer a command, a form or a button in the direct messages with whoever asked.

    The answer starts a thread of its own there. (A reply that only they see where they typed could
    not be looked up after a crash, and is gone when they reload.)
    """
    client = await desk.clients.of(job.team)
    opened = await client.conversations_open(users=job.user)
    there = job.model_copy(update={"channel": opened["channel"]["id"], "thread": ""})
    async with coming(desk, there, steps) as answer:
        await _say(desk, client, there, steps, await answer.first(), answer.thought)


async def _say(
    desk: Desk,
    client: AsyncWebClient,
    job: Job,
    steps: Steps,
    first: FirstVersion | None,
    thought: asyncio.Task[Thought],
) -> None:
    if first is None:
        await _post(desk, client, job, steps, await thought)
    else:
        await _post_growing(desk, client, job, steps, first, thought)


async def _post(desk: Desk, client: AsyncWebClient, job: Job, steps: Steps, thought: Thought) -> None:
    await _keep(desk, job, steps, thought)
    card = await desk.card(job.team, thought.reply)
    ts = await post_once(
        client, steps, key=job.key, name="answer", channel=job.channel, card=card, thread=job.thread
    )
    await steps.run("remember", partial(_remember, desk, job, thought, ts))


async def _post_growing(
    desk: Desk,
    client: AsyncWebClient,
    job: Job,
    steps: Steps,
    first: FirstVersion,
    thought: asyncio.Task[Thought],
) -> None:
    """Post the first version now, and complete the message when the rest is thought of."""
    if job.thread:
        await steps.run("open", partial(_open_thread, desk, job))
    card, closing = first_card(first), closing_card(first)
    async with AsyncExitStack() as stack:
        whole = await stack.enter_async_context(under_way(_whole(desk, job, steps, first, thought)))
        turn = partial(_take_turn, desk, job, stack)
        growing = Growing(first=card, closing=closing, whole=whole, posted=turn)
        place = {"channel": job.channel, "thread": job.thread}
        ts = await post_growing(client, steps, key=job.key, name="answer", growing=growing, **place)
        await steps.run("remember", partial(_remember, desk, job, await thought, ts))


async def _take_turn(desk: Desk, job: Job, stack: AsyncExitStack, ts: str) -> None:
    """Whoever replies to a first version that begins a thread waits until the answer is whole."""
    if not job.thread:
        await stack.enter_async_context(desk.locks.holding(job.team, job.channel, ts))


async def _whole(
    desk: Desk, job: Job, steps: Steps, first: FirstVersion, thought: asyncio.Task[Thought]
) -> Card:
    await _keep(desk, job, steps, await thought)
    return await desk.card(job.team, with_change_told((await thought).reply, first))


async def _keep(desk: Desk, job: Job, steps: Steps, thought: Thought) -> None:
    """Before the answer is there: whoever replies to it at once is heard."""
    if job.thread:
        await steps.run("keep", partial(_keep_talk, desk, job, thought.talk, job.thread))


async def _open_thread(desk: Desk, job: Job) -> None:
    """Likewise before a first version is there: a reply in a channel is for us in threads that we know."""
    async with desk.database.session() as session:
        known = await get_thread(session, team_id=job.team, channel=job.channel, thread=job.thread)
    if known is None:
        await _keep_talk(desk, job, Talk(), job.thread)


async def _remember(desk: Desk, job: Job, thought: Thought, ts: str) -> None:
    """Keep which suggestion stands on which message, and what a thread has come to that begins with it."""
    if not job.thread:
        await _keep_talk(desk, job, thought.talk, ts)
    suggestion, merchant = thought.reply.suggestion, thought.talk.merchant
    if thought.reply.vote is not None:
        await keep_vote(desk, job, thought.reply.vote, merchant_id=merchant.id if merchant else None)
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


async def _keep_talk(desk: Desk, job: Job, talk: Talk, thread: str) -> None:
    async with desk.database.session() as session:
        await save_thread(
            session,
            team_id=job.team,
            channel=job.channel,
            thread=thread,
            talk=talk.model_dump(mode="json"),
            key=job.key,
            now=desk.clock(),
        )

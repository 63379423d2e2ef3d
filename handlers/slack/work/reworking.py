"""An answer made again in its place: with its other versions, or for other people."""

from functools import partial

from agents.types import Draft
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import Standing, show_again, standing
from handlers.slack.work.decisions import decision_of, tell_settled
from handlers.slack.work.digest_showing import refresh_digest
from handlers.slack.work.signals import note
from handlers.slack.work.thinking import Thought, talk_of, thought_of
from store.answers import save_answer
from store.rows import AnswerRow
from store.threads import save_thread


async def show_variants(desk: Desk, job: Job, steps: Steps) -> None:
    """The answer grows by its other versions; doing it twice changes nothing."""
    found = await standing(desk, job)
    await show_again(desk, steps, found, decision=decision_of(found.row), more=True)


async def change_audience(desk: Desk, job: Job, steps: Steps) -> None:
    """The same draft for other people: the answer is made again, in its place."""
    async with desk.locks.holding(job.team, job.channel, job.thread):
        found = await standing(desk, job)
        if found.row.decision is not None:
            await tell_settled(desk, job, found.row)
            return
        thought = await thought_of(steps, partial(_for_others, desk, job, found))
        await steps.run("remember", partial(_remember, desk, job, found.row, thought))
        again = await standing(desk, job)
        await show_again(desk, steps, again)
        await note(desk, job, steps, again, kind="audience", value=str(job.data["value"]))
        await refresh_digest(desk, again.row)


async def _for_others(desk: Desk, job: Job, found: Standing) -> Thought:
    """The draft as it was given, for the audience that was chosen; the thread's wishes still hold."""
    conversation = await desk.conversation(job.team)
    draft = Draft.model_validate({**found.draft.model_dump(), "audience": job.data["value"]})
    talk = await talk_of(desk, team=job.team, channel=found.row.channel, thread=found.row.thread)
    reply, talk = await conversation.take(draft, talk)
    return Thought(reply=reply, talk=talk)


async def _remember(desk: Desk, job: Job, row: AnswerRow, thought: Thought) -> None:
    suggestion, now = thought.reply.suggestion, desk.clock()
    place = {"team_id": row.team_id, "channel": row.channel, "thread": row.thread}
    async with desk.database.session() as session:
        talk = thought.talk.model_dump(mode="json")
        await save_thread(session, **place, talk=talk, key=job.key, now=now)
        if suggestion is not None:
            await save_answer(
                session,
                **place,
                ts=row.ts,
                suggestion_id=suggestion.id,
                merchant_id=row.merchant_id,
                asked_by=row.asked_by,
                now=now,
            )

"""What people do with an answer: take it, change it, ask for another audience, turn it down. Once."""

from functools import partial

from agents.types import Message
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.notes import settled_note
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import Standing, show_again, standing
from handlers.slack.work.opening import open_reason_form
from handlers.slack.work.signals import note
from handlers.slack.work.thinking import Thought, thought_of
from handlers.talk import Talk
from store.answers import decide, save_answer
from store.rows import AnswerRow, DecisionKind
from store.threads import save_thread


async def use(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the rewrite, or one of its other versions."""
    number = int(job.data["value"]) if str(job.data["value"]).isdigit() else 1
    found = await standing(desk, job)
    if found.version(number) is None:
        number = 1
    if await _settled(desk, job, steps, "used", version=number):
        await note(desk, job, steps, found, kind="adoption", value="used", version=number)
        await note(desk, job, steps, found, kind="choice", value=str(number), version=number)


async def use_edited(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the rewrite in their own words; the difference is what we learn from."""
    found = await standing(desk, job)
    final = Message.model_validate(job.data["message"])
    if await _settled(desk, job, steps, "edited", final=final):
        before = found.suggestion.message or found.draft.message
        detail = {"final": final.model_dump(mode="json"), "suggested": before.model_dump(mode="json")}
        await note(desk, job, steps, found, kind="edit", value="edited", detail=detail)
        await note(desk, job, steps, found, kind="adoption", value="edited")


async def dismiss(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody has no use for the answer; asked why, while the button's trigger lives."""
    found = await standing(desk, job)
    await open_reason_form(desk, job, steps, found)
    if await _settled(desk, job, steps, "dismissed"):
        await note(desk, job, steps, found, kind="dismissal", value="unhelpful")


async def show_variants(desk: Desk, job: Job, steps: Steps) -> None:  # noqa: ARG001 - a worker's signature
    """The answer grows by its other versions; doing it twice changes nothing."""
    found = await standing(desk, job)
    client = await desk.clients.of(job.team)
    await show_again(desk, client, found, decision=decision_of(found.row), more=True)


async def change_audience(desk: Desk, job: Job, steps: Steps) -> None:
    """The same draft for other people: the answer is made again, in its place."""
    client = await desk.clients.of(job.team)
    async with desk.locks.holding(job.team, job.channel, job.thread):
        found = await standing(desk, job)
        if found.row.decision is not None:
            await _tell_settled(desk, job, found.row)
            return
        thought = await thought_of(steps, partial(_for_others, desk, job, found))
        await steps.run("remember", partial(_remember, desk, job, found.row, thought))
        again = await standing(desk, job)
        await show_again(desk, client, again)
        await note(desk, job, steps, again, kind="audience", value=str(job.data["value"]))


async def _for_others(desk: Desk, job: Job, found: Standing) -> Thought:
    conversation = await desk.conversation(job.team)
    draft = found.draft.model_copy(update={"audience": job.data["value"]})
    reply, talk = await conversation.take(type(draft).model_validate(draft.model_dump()), Talk())
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


async def _settled(
    desk: Desk,
    job: Job,
    steps: Steps,
    kind: DecisionKind,
    *,
    version: int = 1,
    final: Message | None = None,
) -> bool:
    """Settle the answer and show who did it and when; False, and a word to them, if another was first."""
    await steps.run("settle", partial(_decide, desk, job, kind, version, final))
    again = await standing(desk, job)
    if again.row.decision_key != job.key:
        await _tell_settled(desk, job, again.row)
        return False
    await show_again(desk, await desk.clients.of(job.team), again, decision=decision_of(again.row))
    return True


async def _decide(desk: Desk, job: Job, kind: DecisionKind, version: int, final: Message | None) -> None:
    async with desk.database.session() as session:
        await decide(
            session,
            team_id=job.team,
            channel=job.channel,
            ts=job.ts,
            key=job.key,
            decision=kind,
            by=job.user,
            now=desk.clock(),
            version=version,
            final_title=final.title if final else None,
            final_body=final.body if final else None,
        )


async def _tell_settled(desk: Desk, job: Job, row: AnswerRow) -> None:
    decision = decision_of(row)
    if decision is not None:
        client = await desk.clients.of(job.team)
        await tell_privately(client, channel=job.channel, user=job.user, card=settled_note(decision))


def decision_of(row: AnswerRow) -> Decision | None:
    """What became of an answer, None while that is open."""
    if row.decision is None:
        return None
    final = {"title": row.final_title, "body": row.final_body} if row.final_body else None
    return Decision.model_validate(
        {
            "kind": row.decision,
            "by": row.decided_by,
            "at": row.decided_at,
            "version": row.version,
            "final": final,
        }
    )

"""What people do with an answer: take it, change it, ask for another audience, turn it down. Once."""

from functools import partial

from agents.types import Message
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.asking import open_reason_form
from handlers.slack.work.cards import show_again, standing
from handlers.slack.work.decisions import decision_of, tell_settled
from handlers.slack.work.digest_showing import refresh_digest
from handlers.slack.work.signals import note
from store.answers import decide
from store.rows import DecisionKind


async def use(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the rewrite, or one of its other versions."""
    number = int(job.data["value"]) if str(job.data["value"]).isdigit() else 1
    found = await standing(desk, job)
    if found.version(number) is None:
        number = 1
    if await _settled(desk, job, steps, "used", version=number):
        await note(desk, job, steps, found, kind="adoption", value="used", version=number)
        await note(desk, job, steps, found, kind="choice", value=str(number), version=number)
    await refresh_digest(desk, found.row)


async def use_edited(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the rewrite in their own words; the difference is what we learn from."""
    found = await standing(desk, job)
    final = Message.model_validate(job.data["message"])
    if await _settled(desk, job, steps, "edited", final=final):
        before = found.suggestion.message or found.draft.message
        detail = {"final": final.model_dump(mode="json"), "suggested": before.model_dump(mode="json")}
        await note(desk, job, steps, found, kind="edit", value="edited", detail=detail)
        await note(desk, job, steps, found, kind="adoption", value="edited")
    await refresh_digest(desk, found.row)


async def dismiss(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody has no use for the answer; asked why, while the button's trigger lives."""
    found = await standing(desk, job)
    await open_reason_form(desk, job, steps, found)
    if await _settled(desk, job, steps, "dismissed"):
        await note(desk, job, steps, found, kind="dismissal", value="unhelpful")
    await refresh_digest(desk, found.row)


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
        await tell_settled(desk, job, again.row)
        return False
    await show_again(desk, steps, again, decision=decision_of(again.row))
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

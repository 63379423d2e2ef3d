"""Reactions as signals. Slack's own times decide, so that a removal never outruns what it removes."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import AnswerNotKnownError, Standing, standing
from handlers.slack.work.signals import context_of
from store.signals import add_signal, remove_signal


async def note_reaction(desk: Desk, job: Job, steps: Steps) -> None:
    """Keep a reaction that says something about an answer; under other messages it is a greeting."""
    if job.data["emoji"] not in desk.reactions:
        return
    with suppress(AnswerNotKnownError):
        found = await standing(desk, job)
        async with desk.locks.holding("reaction", job.team, job.channel, job.ts, job.user):
            await steps.run("note", partial(_add, desk, job, found))


async def forget_reaction(desk: Desk, job: Job, steps: Steps) -> None:
    """A reaction was taken back, and with it what it said; perhaps before we had written that down."""
    if job.data["emoji"] not in desk.reactions:
        return
    with suppress(AnswerNotKnownError):
        await standing(desk, job)
        # One after the other, in whichever order: each then sees what the other wrote.
        async with desk.locks.holding("reaction", job.team, job.channel, job.ts, job.user):
            await steps.run("forget", partial(_remove, desk, job))


async def _add(desk: Desk, job: Job, found: Standing) -> None:
    row, context = found.row, context_of(found.draft, await desk.workspace(job.team))
    async with desk.database.session() as session:
        await add_signal(
            session,
            key=job.key,
            team_id=row.team_id,
            merchant_id=row.merchant_id,
            suggestion_id=row.suggestion_id,
            channel=row.channel,
            ts=row.ts,
            user_id=job.user,
            kind="reaction",
            value=str(job.data["emoji"]),
            version=row.version or 1,
            detail=context | {"weight": desk.reactions[job.data["emoji"]]},
            at=_when(job),
        )


async def _remove(desk: Desk, job: Job) -> None:
    async with desk.database.session() as session:
        await remove_signal(
            session,
            team_id=job.team,
            channel=job.channel,
            ts=job.ts,
            user_id=job.user,
            kind="reaction",
            value=str(job.data["emoji"]),
            now=_when(job),
        )


def _when(job: Job) -> datetime:
    return datetime.fromtimestamp(float(job.data["at"]), tz=UTC)

"""What people say of an answer: thumbs, and the reasons behind a thumb down."""

from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.asking import open_reason_form
from handlers.slack.work.cards import standing
from handlers.slack.work.signals import note

THANKS = "Thank you: I'll remember that."
_OUTDATED = "This was asked of an older version of me. Please ask once more."


async def note_liked(desk: Desk, job: Job, steps: Steps) -> None:
    """A thumb up."""
    await note(desk, job, steps, await standing(desk, job), kind="feedback", value="good")


async def note_disliked(desk: Desk, job: Job, steps: Steps) -> None:
    """A thumb down: asked why, while the button's trigger lives."""
    found = await standing(desk, job)
    await open_reason_form(desk, job, steps, found)
    await note(desk, job, steps, found, kind="feedback", value="bad")


async def note_reason(desk: Desk, job: Job, steps: Steps) -> None:
    """Why it did not help, in one of our words and perhaps some of theirs."""
    found = await standing(desk, job)
    detail = {"words": job.data["words"]} if job.data.get("words") else {}
    await note(desk, job, steps, found, kind="reason", value=str(job.data["reason"]), detail=detail)
    client = await desk.clients.of(job.team)
    await tell_privately(client, channel=job.channel, user=job.user, card=note_card(THANKS))


async def tell_outdated(desk: Desk, job: Job, steps: Steps) -> None:  # noqa: ARG001 - a worker's signature
    """A job that nobody does any more."""
    if job.user:
        client = await desk.clients.of(job.team)
        await tell_privately(client, channel=job.channel, user=job.user, card=note_card(_OUTDATED))

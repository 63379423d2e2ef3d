"""Fixes taken from a digest: one, or all that were ticked; each is settled in its own answer, once."""

from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work import settling
from handlers.slack.work.digest_items import in_thread
from handlers.slack.work.parts import Part

_TICK_FIRST = "Tick the boxes of those you want to apply, then press “Apply Selected”."


async def apply_item(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the fix of an item."""
    await settling.use(desk, await in_thread(desk, job, job.data["value"]), steps)


async def apply_picked(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody takes the fixes that they ticked, one after the other."""
    picked = list(job.data.get("values") or ())
    if not picked:
        client = await desk.clients.of(job.team)
        await tell_privately(client, channel=job.channel, user=job.user, card=note_card(_TICK_FIRST))
    for position in picked:
        there = await in_thread(desk, job, position)
        one = there.model_copy(update={"key": f"{job.key}:{position}"})
        await settling.use(desk, one, Part(steps, f"item {position}"))

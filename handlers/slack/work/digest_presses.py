"""What else is pressed under a digest is done to the answer in its thread."""

from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work import asking, reworking, settling
from handlers.slack.work.digest_items import in_thread

_VARIANTS = "The other variants of no. {position} stand in the thread under the digest, each with a button."


async def edit_item(desk: Desk, job: Job, steps: Steps) -> None:
    """The fix of an item, ready to be changed."""
    await asking.open_edit_form(desk, await in_thread(desk, job, job.data["value"]), steps)


async def show_item_variants(desk: Desk, job: Job, steps: Steps) -> None:
    """The other variants of an item open in its answer; whoever pressed is told where."""
    await reworking.show_variants(desk, await in_thread(desk, job, job.data["value"]), steps)
    card = note_card(_VARIANTS.format(position=job.data["value"]))
    client = await desk.clients.of(job.team)
    await tell_privately(client, channel=job.channel, user=job.user, card=card)


async def dismiss_item(desk: Desk, job: Job, steps: Steps) -> None:
    """Somebody has no use for an item; asked why."""
    await settling.dismiss(desk, await in_thread(desk, job, job.data["value"]), steps)

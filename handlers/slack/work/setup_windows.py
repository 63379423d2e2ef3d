"""The windows of those who may set the bot up."""

from handlers.slack.blocks.forms import SettingsValues, connect_form, settings_form
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.permission import may_change
from handlers.slack.work.opening import open_view
from handlers.slack.work.settings import settings_of

_NOT_ALLOWED = "Only workspace admins and the people they named can change this. Ask one of them."


async def open_settings_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The workspace's settings, for those who may change them."""
    if not await _allowed(desk, job):
        return
    known = settings_of(await desk.workspace(job.team))
    if known == SettingsValues():  # nobody has chosen anything yet: begin with this person's own clock
        known = known.model_copy(update={"time_zone": await _zone_of(desk, job) or known.time_zone})
    await open_view(desk, job, steps, settings_form(known))


async def open_connect_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The question for the code that connects the workspace to its shop."""
    if await _allowed(desk, job):
        await open_view(desk, job, steps, connect_form())


async def _zone_of(desk: Desk, job: Job) -> str | None:
    person = (await (await desk.clients.of(job.team)).users_info(user=job.user)).get("user") or {}
    return person.get("tz")


async def _allowed(desk: Desk, job: Job) -> bool:
    client = await desk.clients.of(job.team)
    if await may_change(client, job.user, await desk.workspace(job.team)):
        return True
    await tell_privately(client, channel=job.channel, user=job.user, card=note_card(_NOT_ALLOWED))
    return False

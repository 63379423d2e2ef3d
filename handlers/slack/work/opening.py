"""Forms that open at a press. Slack gives three seconds; a form that came too late is said, not lost."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.forms import connect_form, edit_form, reason_form, rewrite_form, settings_form
from handlers.slack.blocks.notes import note_card
from handlers.slack.blocks.origin import Origin
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.permission import may_change
from handlers.slack.work.cards import Standing, standing
from handlers.slack.work.settings import defaults_of, settings_of

TOO_LATE = "Slack waited only three seconds for the window and I was slower. Please press once more."
_NOT_ALLOWED = "Only workspace admins and the people they named can change this. Ask one of them."
# The window is open already (a crash came between opening it and writing that down), or never will be.
_OPEN_ALREADY, _EXPIRED = (
    "exchanged_trigger_id",
    {"expired_trigger_id", "invalid_trigger_id", "trigger_expired"},
)


async def open_rewrite_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The form for a draft, with the workspace's usual audience and channel filled in."""
    workspace = await desk.workspace(job.team)
    await open_view(desk, job, steps, rewrite_form(defaults_of(workspace)))


async def open_edit_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The rewrite, ready to be changed."""
    found = await standing(desk, job)
    message = found.suggestion.message or found.draft.message
    await open_view(desk, job, steps, edit_form(message, origin_of(found)))


async def open_reason_form(desk: Desk, job: Job, steps: Steps, found: Standing) -> None:
    """The question why an answer did not help."""
    await open_view(desk, job, steps, reason_form(origin_of(found)))


async def open_settings_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The workspace's settings, for those who may change them."""
    workspace = await desk.workspace(job.team)
    if await _allowed(desk, job):
        await open_view(desk, job, steps, settings_form(settings_of(workspace)))


async def open_connect_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The question for the code that connects the workspace to its shop."""
    if await _allowed(desk, job):
        await open_view(desk, job, steps, connect_form())


async def open_view(desk: Desk, job: Job, steps: Steps, view: Mapping[str, Any]) -> str:
    """Open a window with the job's trigger; its id, or "" (and a word to the person) if it is too late."""
    client = await desk.clients.of(job.team)
    opened = await steps.run("open", partial(_open, client, str(job.data["trigger"]), view))
    if opened is None:
        await tell_privately(client, channel=job.channel, user=job.user, card=note_card(TOO_LATE))
    return opened or ""


async def _open(client: AsyncWebClient, trigger: str, view: Mapping[str, Any]) -> str | None:
    try:
        opened = await client.views_open(trigger_id=trigger, view=dict(view))
    except SlackApiError as error:
        if error.response.get("error") == _OPEN_ALREADY:
            return ""
        if error.response.get("error") in _EXPIRED:
            return None
        raise
    return str(opened["view"]["id"])


async def _allowed(desk: Desk, job: Job) -> bool:
    client = await desk.clients.of(job.team)
    if await may_change(client, job.user, await desk.workspace(job.team)):
        return True
    await tell_privately(client, channel=job.channel, user=job.user, card=note_card(_NOT_ALLOWED))
    return False


def origin_of(found: Standing) -> Origin:
    """Where a form comes from, so that it leads back there."""
    row = found.row
    return Origin(channel=row.channel, ts=row.ts, thread=row.thread, suggestion_id=row.suggestion_id)

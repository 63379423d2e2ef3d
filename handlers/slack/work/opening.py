"""Windows that open at a press. Slack gives three seconds; one that came too late is said, not lost."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps

TOO_LATE = "Slack waited only three seconds for the window and I was slower. Please press once more."
# The window is open already (a crash came between opening it and writing that down), or never will be.
_OPEN_ALREADY, _EXPIRED = (
    "exchanged_trigger_id",
    {"expired_trigger_id", "invalid_trigger_id", "trigger_expired"},
)


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

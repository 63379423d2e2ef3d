"""Forms around a draft: the draft itself, a change to its rewrite, and why that did not help."""

from handlers.slack.blocks.forms import edit_form, reason_form, rewrite_form
from handlers.slack.blocks.origin import Origin
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import Standing, standing
from handlers.slack.work.opening import open_view
from handlers.slack.work.settings import defaults_of


async def open_rewrite_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The form for a draft, with the workspace's usual audience and channel filled in."""
    workspace = await desk.workspace(job.team)
    await open_view(desk, job, steps, rewrite_form(defaults_of(workspace)))


async def open_edit_form(desk: Desk, job: Job, steps: Steps) -> None:
    """The rewrite, ready to be changed."""
    found = await standing(desk, job)
    message = found.suggestion.message or found.draft.message
    await open_view(desk, job, steps, edit_form(message, _origin_of(found)))


async def open_reason_form(desk: Desk, job: Job, steps: Steps, found: Standing) -> None:
    """The question why an answer did not help."""
    await open_view(desk, job, steps, reason_form(_origin_of(found)))


def _origin_of(found: Standing) -> Origin:
    """Where a form comes from, so that it leads back there."""
    row = found.row
    return Origin(channel=row.channel, ts=row.ts, thread=row.thread, suggestion_id=row.suggestion_id)

"""The message shortcut: what would be better, in a window one person sees, then perhaps in the thread."""

from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from agents.types import Draft, Message, Suggestion
from handlers.slack.blocks.card import View
from handlers.slack.blocks.forms.windows import loading_view, notice_view
from handlers.slack.blocks.notes import message_card
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.results import result_view
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.answering import answer_privately
from handlers.slack.work.opening import open_view
from handlers.slack.work.signals import context_of, version_of
from handlers.slack.work.thinking import Thought, think
from handlers.talk import Reply
from store.rows import SuggestionRow, WorkspaceRow
from store.signals import add_signal
from store.suggestions import get_suggestion

_TITLE, _READING = "Improve This Message", "Reading the message…"
_NOTHING = "There is nothing in this message that I could improve."
_CLOSED = {"not_found", "view_not_found"}  # whoever closed the window has seen enough


async def improve_message(desk: Desk, job: Job, steps: Steps) -> None:
    """Open a window at once, then show the rewrite in it."""
    view = await open_view(desk, job, steps, loading_view(_TITLE, _READING))
    if not view:  # the window is lost with the process that opened it, or came too late
        await answer_privately(desk, job, steps)
        return
    thought = await think(desk, job, steps)
    await _show(await desk.clients.of(job.team), view, job, thought)


async def _show(client: AsyncWebClient, view: str, job: Job, thought: Thought) -> None:
    try:
        await client.views_update(view_id=view, view=_result(job, thought.reply))
    except SlackApiError as error:
        if error.response.get("error") not in _CLOSED:
            raise


def _result(job: Job, reply: Reply) -> View:
    if reply.draft is None or reply.suggestion is None:
        return notice_view(_TITLE, reply.text or _NOTHING)
    origin = Origin(channel=job.channel, ts=job.ts, thread=job.thread, suggestion_id=reply.suggestion.id)
    return result_view(reply.draft, reply.suggestion, origin)


async def send_to_thread(desk: Desk, job: Job, steps: Steps) -> None:
    """Post the version somebody settled on under the message it improves."""
    client = await desk.clients.of(job.team)
    message = Message.model_validate(job.data["message"])
    card = message_card("A better version of the message above:", message, by=job.user)
    await post_once(
        client, steps, key=job.key, name="version", channel=job.channel, card=card, thread=job.thread
    )
    await steps.run("note", partial(_note, desk, job, message))


async def _note(desk: Desk, job: Job, message: Message) -> None:
    """What was sent: a version as it was suggested, or somebody's own words after it."""
    workspace = await desk.workspace(job.team)
    merchant_id = workspace.merchant.id if workspace and workspace.merchant else None
    suggestion_id = str(job.data["suggestion"])
    async with desk.database.session() as session:
        kept = await get_suggestion(session, merchant_id=merchant_id, suggestion_id=suggestion_id)
        told = _told(kept, message, workspace) if kept else {}
        await add_signal(
            session,
            key=f"{job.key}:adoption",
            team_id=job.team,
            merchant_id=merchant_id,
            suggestion_id=suggestion_id,
            channel=job.channel,
            ts=job.ts,
            user_id=job.user,
            kind="adoption",
            value="sent",
            version=told.pop("version", None),
            detail=told | {"final": message.model_dump(mode="json")},
            at=desk.clock(),
        )


def _told(kept: SuggestionRow, message: Message, workspace: WorkspaceRow | None) -> dict[str, Any]:
    """The version that was sent, the words that were suggested first, and for whom."""
    suggestion, draft = Suggestion.model_validate(kept.suggestion), Draft.model_validate(kept.draft)
    suggested = (suggestion.message or draft.message).model_dump(mode="json")
    version = version_of(suggestion, message.title, message.body)
    return {**context_of(draft, workspace), "suggested": suggested, "version": version}

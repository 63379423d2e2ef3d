"""An answer that stands in Slack, found again with its draft and suggestion, and shown anew."""

import asyncio
from dataclasses import dataclass

from agents.types import Draft, Message, Suggestion
from handlers.errors import RequestError
from handlers.history import campaign_figures
from handlers.slack.attachments import upload_once
from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.decision import Decision
from handlers.slack.deliver import update_card
from handlers.slack.desk import Desk, zone_of
from handlers.slack.jobs import Job, Steps
from handlers.talk import CampaignFigures
from store.answers import get_answer
from store.rows import AnswerRow
from store.suggestions import get_suggestion

_LOOKS, _PAUSE = 40, 0.25  # seconds


class AnswerNotKnownError(RequestError):
    """The message a button stands on is no answer that we know."""

    def __init__(self) -> None:
        super().__init__("I no longer know this answer. Send me the draft again, and I look at it afresh.")


@dataclass(frozen=True)
class Standing:
    """An answer as it stands in Slack: its row, the draft it answers, what it suggests."""

    row: AnswerRow
    draft: Draft
    suggestion: Suggestion
    figures: CampaignFigures | None = None

    def version(self, number: int) -> Message | None:
        """The message of this number: 1 is the rewrite, then the variants."""
        first = (self.suggestion.message,) if self.suggestion.message else ()
        versions = (*first, *(variant.message for variant in self.suggestion.variants))
        return versions[number - 1] if 1 <= number <= len(versions) else None


async def standing(desk: Desk, job: Job) -> Standing:
    """The answer a job is about, found by team, channel and time. Raises `AnswerNotKnownError`.

    Slack shows a message before we have written down that it is there: a press may be quicker.
    """
    row = await _row(desk, job)
    for _ in range(_LOOKS):
        if row is not None:
            break
        await asyncio.sleep(_PAUSE)
        row = await _row(desk, job)
    if row is None:
        raise AnswerNotKnownError
    async with desk.database.session() as session:
        kept = await get_suggestion(session, merchant_id=row.merchant_id, suggestion_id=row.suggestion_id)
    if kept is None:
        raise AnswerNotKnownError
    draft = Draft.model_validate(kept.draft)
    figures = await campaign_figures(desk.database, draft)
    return Standing(row, draft, Suggestion.model_validate(kept.suggestion), figures)


async def _row(desk: Desk, job: Job) -> AnswerRow | None:
    async with desk.database.session() as session:
        return await get_answer(session, team_id=job.team, channel=job.channel, ts=job.ts)


async def show_again(
    desk: Desk,
    steps: Steps,
    found: Standing,
    *,
    decision: Decision | None = None,
    more: bool = False,
) -> None:
    """Render the answer anew in its place; with `more`, its other versions as well.

    What does not fit into the message follows in its thread as a file.
    """
    row = found.row
    zone = zone_of(await desk.workspace(row.team_id))
    card = answer_card(
        found.draft, found.suggestion, decision=decision, figures=found.figures, time_zone=zone, expanded=more
    )
    client = await desk.clients.of(row.team_id)
    await update_card(client, channel=row.channel, ts=row.ts, card=card)
    if card.overflow is not None:
        place = {"channel": row.channel, "thread": row.thread}
        await upload_once(
            client, steps, name="full text", content=card.overflow, filename="full-text.txt", **place
        )

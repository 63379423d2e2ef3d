"""What a trial can be made of: an answer that stands in Slack, or a campaign and the answer to it."""

from typing import Any

from agents.types import Draft, Merchant, Message, Suggestion
from handlers.errors import NotConnectedError
from handlers.history import campaign_draft
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job
from handlers.slack.work.cards import Standing, standing
from handlers.talk import Talk
from handlers.trials.errors import NothingToTestError
from handlers.trials.proposing import proposal_of
from handlers.trials.types import Proposal
from store.trials import newest_answer


async def shop_of(desk: Desk, team: str) -> Merchant:
    """The shop a workspace speaks for. Raises `NotConnectedError`."""
    workspace = await desk.workspace(team)
    row = workspace.merchant if workspace else None
    if row is None:
        raise NotConnectedError
    return Merchant(id=row.id, name=row.name, market=row.market)


async def from_answer(desk: Desk, job: Job) -> Proposal:
    """What the answer a job is about offers, with what was taken of it first.

    Raises `NotConnectedError`, `AnswerNotKnownError` and `NothingToTestError`.
    """
    shop, found = await shop_of(desk, job.team), await standing(desk, job)
    if found.row.merchant_id != shop.id:
        raise NothingToTestError
    return proposal_of(shop, found.draft, found.suggestion, chosen=_taken(found))


async def from_campaign(desk: Desk, team: str, campaign_id: str) -> Proposal:
    """What there is to hold against a campaign's message: the newest answer to it, else one written now.

    Raises what `handlers.history.campaign_draft` does, `NotConnectedError` and `NothingToTestError`.
    """
    shop = await shop_of(desk, team)
    draft = await campaign_draft(desk.database, campaign_id, merchant=shop)
    async with desk.database.session() as session:
        kept = await newest_answer(session, merchant_id=shop.id, draft_id=draft.id or campaign_id)
    if kept and Draft.model_validate(kept.draft).message == draft.message:
        return proposal_of(shop, draft, Suggestion.model_validate(kept.suggestion))
    reply, _ = await (await desk.conversation(team)).take(draft, Talk())
    if reply.suggestion is None:
        raise NothingToTestError
    return proposal_of(shop, draft, reply.suggestion)


def _taken(found: Standing) -> Message | None:
    row = found.row
    if row.decision == "edited" and row.final_body:
        return Message(title=row.final_title, body=row.final_body)
    return found.version(row.version or 1) if row.decision == "used" else None


async def proposed(desk: Desk, job: Job) -> dict[str, Any]:
    """What the form that was sent is about, as JSON."""
    if job.ts:
        found = await from_answer(desk, job)
    else:
        found = await from_campaign(desk, job.team, str(job.data["campaign"]))
    return found.model_dump(mode="json")

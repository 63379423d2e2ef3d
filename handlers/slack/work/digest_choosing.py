"""What a digest says, chosen in Slack: for the shop of a workspace, fixed by whoever answers drafts."""

from typing import Any

from agents.types import Draft, Merchant, Suggestion
from handlers.digest.content import DigestContent
from handlers.digest.making import Asked, make_digest
from handlers.slack.desk import Desk, zone_of
from handlers.talk import Talk


async def choose_digest(desk: Desk, team: str, week: str) -> DigestContent | None:
    """This week's digest for the workspace's shop; None if it is nobody's (any more)."""
    workspace = await desk.workspace(team)
    if workspace is None or workspace.merchant is None:
        return None
    conversation = await desk.conversation(team)

    async def fix(draft: Draft) -> Suggestion | None:
        async with desk.digests.fixing:
            reply, _ = await conversation.take(draft, Talk())
        return reply.suggestion

    row = workspace.merchant
    merchant = Merchant(id=row.id, name=row.name, market=row.market)
    asked = Asked(merchant=merchant, week=week, zone=zone_of(workspace), team=team)
    return await make_digest(desk.database, asked, now=desk.clock(), fix=fix)


def as_json(content: DigestContent) -> dict[str, Any]:
    """As it is recorded and kept."""
    return content.model_dump(mode="json")

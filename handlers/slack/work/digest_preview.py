"""`/crm digest`: this week's digest as it would be now, for one person, changing nothing."""

from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from agents.digest.weeks import week_of
from handlers.digest.content import DigestContent
from handlers.slack.blocks.digest.card import digest_card
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk, zone_of
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.digest_choosing import as_json, choose_digest
from handlers.slack.work.digest_pictures import send_pictures
from store.digests import get_digest

_WHOSE = "This workspace is not connected to a shop yet, so there is nothing to report: see the Home tab."


async def preview_digest(desk: Desk, job: Job, steps: Steps) -> None:
    """Show the digest in the direct messages; if this week's is posted already, what that says."""
    client = await desk.clients.of(job.team)
    recorded = await steps.run("choose", partial(_choose, desk, job))
    card = note_card(_WHOSE)
    if recorded is not None:
        content = DigestContent.model_validate(recorded)
        if not content.pictures:
            pictures = await send_pictures(desk, client, steps, content)
            content = content.model_copy(update={"pictures": pictures})
        card = digest_card(content, is_preview=True)
    opened = await client.conversations_open(users=job.user)
    await post_once(client, steps, key=job.key, name="answer", channel=opened["channel"]["id"], card=card)


async def _choose(desk: Desk, job: Job) -> dict[str, Any] | None:
    workspace = await desk.workspace(job.team)
    if workspace is None or workspace.merchant is None:
        return None
    week = week_of(desk.clock().astimezone(ZoneInfo(zone_of(workspace))).date())
    async with desk.database.session() as session:
        kept = await get_digest(session, merchant_id=workspace.merchant.id, week=week)
    if kept is not None:
        return kept.content
    content = await choose_digest(desk, job.team, week)
    return as_json(content) if content else None

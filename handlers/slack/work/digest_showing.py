"""A digest that stands in Slack, shown anew when something became of one of its items."""

import logging
from contextlib import suppress

from agents.types import Suggestion
from handlers.digest.content import DigestContent
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.digest.card import digest_card
from handlers.slack.blocks.digest.item import Standing
from handlers.slack.deliver import update_card
from handlers.slack.desk import Desk, zone_of
from handlers.slack.errors import MessageGoneError, SlackError
from handlers.slack.work.decisions import decision_of
from store.answers import get_answer
from store.digests import digest_at
from store.rows import AnswerRow, DigestItemRow, DigestRow
from store.suggestions import get_suggestion

log = logging.getLogger(__name__)


async def refresh_digest(desk: Desk, row: AnswerRow) -> None:
    """Show what became of an answer in the digest in whose thread it stands, if it stands in one's.

    The answer is settled and says so itself; a digest that can't be changed is no reason to fail.
    """
    place = {"team_id": row.team_id, "channel": row.channel}
    # One after the other: each then shows what the others brought.
    async with desk.locks.holding("digest", row.team_id, row.channel, row.thread):
        async with desk.database.session() as session:
            digest = await digest_at(session, **place, ts=row.thread)
        if digest is None or digest.ts is None:
            return
        card = await standing_card(desk, digest)
        client = await desk.clients.of(row.team_id)
        try:
            with suppress(MessageGoneError):
                await update_card(client, channel=digest.channel, ts=digest.ts, card=card)
        except SlackError as error:
            log.warning(
                "the digest of %s (%s) was not shown anew: %s", digest.merchant_id, digest.week, error
            )


async def standing_card(desk: Desk, digest: DigestRow) -> Card:
    """The digest as it now stands: each item with its fix, or with who settled it and when."""
    standings = {item.position: await _standing(desk, digest, item) for item in digest.items}
    workspace = await desk.workspace(digest.team_id)
    content = DigestContent.model_validate(digest.content)
    return digest_card(content, standings, time_zone=zone_of(workspace))


async def _standing(desk: Desk, digest: DigestRow, item: DigestItemRow) -> Standing:
    if item.ts is None:
        return Standing()
    async with desk.database.session() as session:
        answer = await get_answer(session, team_id=digest.team_id, channel=digest.channel, ts=item.ts)
        if answer is None:
            return Standing()
        if answer.suggestion_id == item.suggestion_id:
            return Standing(decision=decision_of(answer))
        kept = await get_suggestion(
            session, merchant_id=answer.merchant_id, suggestion_id=answer.suggestion_id
        )
    fix = Suggestion.model_validate(kept.suggestion).message if kept else None
    return Standing(fix=fix, decision=decision_of(answer))

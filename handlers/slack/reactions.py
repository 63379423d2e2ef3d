"""Reactions on our answers: written down at once, taken back when the reaction is."""

from datetime import UTC, datetime
from typing import Any

from handlers.slack.desk import Desk
from store.answers import get_answer
from store.rows import AnswerRow
from store.signals import add_signal, remove_signal

Payload = dict[str, Any]


async def on_reaction_added(event: Payload, body: Payload, *, desk: Desk) -> None:
    """Somebody reacted: kept if it stands on an answer of ours and says something about it."""
    name = _name(event)
    answer = await _answer(event, body, desk) if name in desk.reactions else None
    if answer is None:
        return
    async with desk.database.session() as session:
        await add_signal(
            session,
            key=body["event_id"],
            team_id=answer.team_id,
            merchant_id=answer.merchant_id,
            suggestion_id=answer.suggestion_id,
            channel=answer.channel,
            ts=answer.ts,
            user_id=event["user"],
            kind="reaction",
            value=name,
            detail={"weight": desk.reactions[name]},
            at=_when(event),
        )


async def on_reaction_removed(event: Payload, body: Payload, *, desk: Desk) -> None:
    """Somebody took a reaction back."""
    item = event["item"]
    if item.get("type") != "message":
        return
    async with desk.database.session() as session:
        await remove_signal(
            session,
            team_id=body["team_id"],
            channel=item["channel"],
            ts=item["ts"],
            user_id=event["user"],
            kind="reaction",
            value=_name(event),
            now=_when(event),
        )


async def _answer(event: Payload, body: Payload, desk: Desk) -> AnswerRow | None:
    item = event["item"]
    if item.get("type") != "message":
        return None
    async with desk.database.session() as session:
        return await get_answer(session, team_id=body["team_id"], channel=item["channel"], ts=item["ts"])


def _name(event: Payload) -> str:
    """The emoji without its skin tone: "+1::skin-tone-3" is a thumb up."""
    return str(event["reaction"]).partition("::")[0]


def _when(event: Payload) -> datetime:
    return datetime.fromtimestamp(float(event["event_ts"]), tz=UTC)

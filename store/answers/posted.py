"""Suggestions where they stand in Slack."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Answer
from store.rows import AnswerRow
from store.tenancy import seen_by
from store.upsert import upsert


async def save_answer(  # noqa: PLR0913 - one argument a column
    session: AsyncSession,
    *,
    team_id: str,
    channel: str,
    ts: str,
    thread: str,
    suggestion_id: str,
    merchant_id: str | None,
    asked_by: str,
    now: datetime,
) -> None:
    """Note that this message answers with this suggestion, or now with this one in place of another.

    An answer that was decided keeps its suggestion; who asked, and when, is always kept.
    """
    place = {"team_id": team_id, "channel": channel, "ts": ts}
    answer = {"thread": thread, "suggestion_id": suggestion_id, "merchant_id": merchant_id}
    row = place | answer | {"asked_by": asked_by, "created_at": now}
    await upsert(session, Answer, [row], keep=row.keys())
    open_still = col(Answer.decision).is_(None)
    await session.exec(update(Answer).where(*answer_at(team_id, channel, ts), open_still).values(answer))


async def get_answer(session: AsyncSession, *, team_id: str, channel: str, ts: str) -> AnswerRow | None:
    """The answer in this message, None if there is none, or if it was for another shop than today's."""
    query = select(Answer).where(*answer_at(team_id, channel, ts), seen_by(team_id, Answer.merchant_id))
    found = (await session.exec(query.execution_options(populate_existing=True))).first()
    return AnswerRow.of(found) if found else None


async def recent_answers(session: AsyncSession, *, team_id: str, limit: int) -> tuple[AnswerRow, ...]:
    """A workspace's answers for the shop whose it is today, newest first."""
    query = select(Answer).where(col(Answer.team_id) == team_id, seen_by(team_id, Answer.merchant_id))
    newest = query.order_by(col(Answer.created_at).desc(), col(Answer.channel), col(Answer.ts).desc())
    return tuple([AnswerRow.of(row) for row in await session.exec(newest.limit(limit))])


def answer_at(team_id: str, channel: str, ts: str) -> tuple[ColumnElement[bool], ...]:
    """The condition that a row is the answer in this message."""
    return (col(Answer.team_id) == team_id, col(Answer.channel) == channel, col(Answer.ts) == ts)

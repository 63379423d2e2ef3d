"""What people decide about an answer: each is settled once."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from store.answers.posted import answer_at, get_answer
from store.models import Answer
from store.rows import AnswerRow, DecisionKind
from store.tenancy import seen_by


async def decide(  # noqa: PLR0913 - one argument a column
    session: AsyncSession,
    *,
    team_id: str,
    channel: str,
    ts: str,
    key: str,
    decision: DecisionKind,
    by: str,
    now: datetime,
    version: int,
    final_title: str | None = None,
    final_body: str | None = None,
) -> AnswerRow | None:
    """Settle an answer unless it is settled; the answer as it now stands, None where there is none.

    Of two people at once, one settles it: the one whose `key` is the row's `decision_key`. So it is
    too when the same deed is done again after a crash. `version` is what was taken (1 the rewrite,
    2 and up the variants), `final_title` and `final_body` the words if they were edited.
    """
    settled = {
        "decision": decision,
        "version": version,
        "decided_by": by,
        "decided_at": now,
        "decision_key": key,
        "final_title": final_title,
        "final_body": final_body,
    }
    open_still = col(Answer.decision).is_(None) & seen_by(team_id, Answer.merchant_id)
    await session.exec(update(Answer).where(*answer_at(team_id, channel, ts), open_still).values(settled))
    return await get_answer(session, team_id=team_id, channel=channel, ts=ts)

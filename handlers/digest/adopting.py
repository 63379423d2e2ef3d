"""What was adopted lately, and what it brought."""

from datetime import datetime, timedelta

from agents.types import Message
from handlers.digest.content import Adoption
from store.answers import adopted
from store.database import Database
from store.rows import AdoptedRow, EngagementRow

_TOLD, _LOOKED_AT = 4, 40
_LATELY, _WITH_FIGURES = timedelta(days=7), timedelta(days=56)


async def adoptions(
    database: Database, merchant_id: str, *, team: str | None, now: datetime
) -> tuple[Adoption, ...]:
    """What this workspace took in the last week, and of the last eight what has figures by now.

    Those with figures first, the newest first.
    """
    if team is None:
        return ()
    async with database.session() as session:
        rows = await adopted(session, team_id=team, merchant_id=merchant_id, limit=_LOOKED_AT)
    told = [
        adoption
        for row in rows
        if (adoption := _adoption(row)).at >= now - (_WITH_FIGURES if row.after else _LATELY)
    ]
    return tuple(sorted(told, key=lambda one: one.after is None)[:_TOLD])


def _adoption(row: AdoptedRow) -> Adoption:
    before, after = row.before, row.after
    return Adoption(
        words=Message(title=row.title, body=row.body),
        at=row.at,
        before=before.mean_score if before else None,
        before_half=_half(before),
        after=after.mean_score if after else None,
        after_half=_half(after),
        delivered=after.delivered if after else 0,
    )


def _half(row: EngagementRow | None) -> float:
    if row is None or row.score_low is None or row.score_high is None:
        return 0.0
    return (row.score_high - row.score_low) / 2

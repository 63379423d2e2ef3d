"""What became of words that were taken, kept as a signal about the suggestion they came from."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.answers.adopted import adopted
from store.keys import content_key
from store.models import Signal, Workspace
from store.rows import AdoptedRow
from store.upsert import upsert

_LOOKED_AT = 500  # adopted texts of each workspace, the newest


async def note_outcomes(session: AsyncSession, *, now: datetime) -> int:
    """Note of every workspace's adopted words what they brought once they were sent; how many that were.

    One signal for each campaign that says exactly what was adopted, brought up to date when its figures
    are. It is nobody's deed.
    """
    connected = select(Workspace.team_id, Workspace.merchant_id).where(
        col(Workspace.merchant_id).is_not(None)
    )
    rows = []
    for team_id, merchant_id in (await session.exec(connected)).all():
        assert merchant_id is not None  # noqa: S101 - see above
        taken = await adopted(session, team_id=team_id, merchant_id=merchant_id, limit=_LOOKED_AT)
        rows += [_signal(team_id, merchant_id, row, now) for row in taken if row.after]
    keep = {"key", "team_id", "merchant_id", "suggestion_id", "at"}
    return await upsert(session, Signal, rows, keep=keep)


def _signal(team_id: str, merchant_id: str, row: AdoptedRow, now: datetime) -> dict[str, object]:
    assert row.after is not None  # noqa: S101 - only such are noted
    figures = {"score": row.after.mean_score, "delivered": row.after.delivered, "campaign": row.sent_as}
    before = (
        {"score_before": row.before.mean_score, "delivered_before": row.before.delivered}
        if row.before
        else {}
    )
    return {
        "key": content_key("outcome", team_id, row.suggestion_id, row.sent_as),
        "team_id": team_id,
        "merchant_id": merchant_id,
        "suggestion_id": row.suggestion_id,
        "channel": "",
        "ts": "",
        "user_id": "",
        "kind": "outcome",
        "value": row.sent_as,
        "version": None,
        "detail": {"audience": row.audience, "channel": row.channel, **figures, **before},
        "at": now,
        "removed_at": None,
    }

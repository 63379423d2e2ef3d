"""The week's digests: what was chosen for whom, where it stands, item by item."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, merchants_row


class Digest(Table, table=True):
    """One shop's digest of one ISO week ("2026-W48"): there is never a second.

    `content` is what was chosen when it was made, plain JSON, so that a digest that is finished after a
    crash says what its first half said. `ts` names its message once that stands, `posted_at` is when all
    of its parts did.
    """

    __tablename__ = "digests"
    __table_args__ = (merchants_row(), Index(None, "team_id", "channel", "ts"))

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    week: str = Field(primary_key=True, sa_type=CleanText)
    team_id: str = Field(sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    ts: str | None = Field(default=None, sa_type=CleanText)
    content: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=Moment)
    posted_at: datetime | None = Field(default=None, sa_type=Moment)


class DigestItem(Table, table=True):
    """One template of a digest, the worst at position 1, with its fix.

    `shrunk_score` is the campaign's then, to tell later whether it got worse; `gain` is what a fix is
    expected to bring (score points times messages). `ts` names the message in the thread that is the
    answer with its buttons, once it stands.
    """

    __tablename__ = "digest_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["merchant_id", "week"], ["digests.merchant_id", "digests.week"], ondelete="CASCADE"
        ),
        Index(None, "merchant_id", "campaign_id"),
    )

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    week: str = Field(primary_key=True, sa_type=CleanText)
    position: int = Field(primary_key=True)
    campaign_id: str = Field(sa_type=CleanText)
    suggestion_id: str = Field(sa_type=CleanText)
    shrunk_score: float
    gain: float
    ts: str | None = Field(default=None, sa_type=CleanText)

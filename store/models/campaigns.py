"""What was sent to whom, and what it brought."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, belongs, merchants_row


class Campaign(Table, table=True):
    """One template sent to one audience. Ids are the merchant's own: two merchants may share one.

    `group_key` names the tuple template × product × audience × voucher; campaigns with the same
    tuple share one row of `Engagement`.
    """

    __tablename__ = "campaigns"
    __table_args__ = (
        merchants_row(),
        belongs("template_id", "templates"),
        belongs("product_id", "products"),
        belongs("voucher_id", "vouchers"),
        Index(None, "merchant_id", "group_key", "id"),
    )

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    template_id: str = Field(sa_type=CleanText)
    product_id: str | None = Field(default=None, sa_type=CleanText)
    voucher_id: str | None = Field(default=None, sa_type=CleanText)
    audience: str = Field(sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    group_key: str = Field(sa_type=CleanText)


class Engagement(Table, table=True):
    """What seven days brought: each count is of messages with at least one such event.

    `mean_score` is the mean over delivered messages, between `score_low` and `score_high` with its
    interval; `shrunk_score` is pulled toward the segment's mean by sample size; `percentile` (0–1)
    and `quarter` ("strong", "weak" or None) rank it among all shops' templates of its segment.
    """

    __tablename__ = "engagement"
    __table_args__ = (
        merchants_row(),
        Index(None, "merchant_id", "audience", "quarter"),
        Index(None, "audience", "quarter", "shrunk_score"),
    )

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    group_key: str = Field(primary_key=True, sa_type=CleanText)
    audience: str = Field(sa_type=CleanText)
    delivered: int = 0
    read: int = 0
    click_store: int = 0
    click_voucher: int = 0
    click_product: int = 0
    crm_button: int = 0
    unsubscribe: int = 0
    mean_score: float | None = None
    shrunk_score: float | None = None
    percentile: float | None = None
    quarter: str | None = Field(default=None, sa_type=CleanText)
    score_low: float | None = None
    score_high: float | None = None
    computed_at: datetime = Field(sa_type=Moment)

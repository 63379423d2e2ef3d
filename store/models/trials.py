"""Honest tests of a rewrite against its original: the plan, the arms, what came in."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, merchants_row

#: The arm that is the original.
CONTROL = "A"


class Trial(Table, table=True):
    """A test of one template against others, sent to one audience.

    `plan` is what was settled before the first message went out and is never changed: metric, baseline,
    lift looked for, size of each arm, how it stops. `looks` are the results so far, oldest first, as
    plain JSON; `verdict` the last one's, None while it runs.
    """

    __tablename__ = "trials"
    __table_args__ = (merchants_row(), Index(None, "merchant_id", "created_at"))

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    team_id: str | None = Field(default=None, sa_type=CleanText)
    suggestion_id: str | None = Field(default=None, sa_type=CleanText)
    campaign_id: str | None = Field(default=None, sa_type=CleanText)
    audience: str = Field(sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    plan: dict[str, Any] = Field(sa_type=JSON)
    looks: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    verdict: str | None = Field(default=None, sa_type=CleanText)
    created_by: str | None = Field(default=None, sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class TrialArm(Table, table=True):
    """One arm: "A" is the control. Its outcomes are those of `campaign_id`, or of its `variant` alone."""

    __tablename__ = "trial_arms"
    __table_args__ = (
        ForeignKeyConstraint(
            ["merchant_id", "trial_id"], ["trials.merchant_id", "trials.id"], ondelete="CASCADE"
        ),
        Index(None, "merchant_id", "campaign_id"),
    )

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    trial_id: str = Field(primary_key=True, sa_type=CleanText)
    arm: str = Field(primary_key=True, sa_type=CleanText)
    intent: str | None = Field(default=None, sa_type=CleanText)
    title: str | None = Field(default=None, sa_type=CleanText)
    body: str = Field(sa_type=CleanText)
    campaign_id: str = Field(sa_type=CleanText)
    variant: str | None = Field(default=None, sa_type=CleanText)


class VariantOutcome(Table, table=True):
    """What the logs say of one variant of one campaign, of all time; each count as in `Engagement`.

    `clicked` counts messages with a click on the store, the voucher or a product, whichever it was.
    `score_sum` and `score_squares` are sums over delivered messages of the engagement score and its
    square: mean and variance follow from them. `variant` is "" for messages that name none.
    """

    __tablename__ = "variant_outcomes"
    __table_args__ = (merchants_row(),)

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    campaign_id: str = Field(primary_key=True, sa_type=CleanText)
    variant: str = Field(primary_key=True, sa_type=CleanText)
    delivered: int = 0
    read: int = 0
    click_store: int = 0
    click_voucher: int = 0
    click_product: int = 0
    crm_button: int = 0
    unsubscribe: int = 0
    clicked: int = 0
    score_sum: float = 0
    score_squares: float = 0
    computed_at: datetime = Field(sa_type=Moment)

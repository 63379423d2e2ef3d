"""The tables. One class a table; every merchant's rows carry that merchant's id in their key.

Table classes do not validate (SQLModel leaves that out): rows come from validated pydantic values,
mostly through `store.upsert`. No class declares a `Relationship`: queries join in the open.
"""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.columns import CleanText, Moment


class Table(SQLModel):
    """What all tables share: one catalogue of them, with constraints named alike on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _belongs(column: str, table: str) -> ForeignKeyConstraint:
    """(merchant_id, column) points at a row of `table` of the same merchant, or column is null."""
    return ForeignKeyConstraint(
        ["merchant_id", column], [f"{table}.merchant_id", f"{table}.id"], ondelete="CASCADE"
    )


def _merchants() -> ForeignKeyConstraint:
    """merchant_id names a merchant; the rows go when the merchant goes."""
    return ForeignKeyConstraint(["merchant_id"], ["merchants.id"], ondelete="CASCADE")


class Merchant(Table, table=True):
    """A shop. `market` is a two-letter country code.

    `shares_into_market` is consent: only then may its strong templates serve others as patterns.
    """

    __tablename__ = "merchants"

    id: str = Field(primary_key=True, sa_type=CleanText)
    name: str = Field(sa_type=CleanText)
    market: str | None = Field(default=None, sa_type=CleanText)
    shares_into_market: bool = False
    created_at: datetime = Field(sa_type=Moment)


class Product(Table, table=True):
    """What a campaign is about. `category` is a path, outermost first: "A > B > C"."""

    __tablename__ = "products"
    __table_args__ = (_merchants(),)

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    name: str = Field(sa_type=CleanText)
    category: str | None = Field(default=None, sa_type=CleanText)


class Voucher(Table, table=True):
    """An offer. `type`: percentage, fixed, free_shipping, bogo, gift or points.

    `value` is a percentage (0–100), an amount of `currency` (ISO 4217) or a count, as the type
    says; `min_spend` is an amount of `currency`; `expires_at` is the last day on which it works.
    """

    __tablename__ = "vouchers"
    __table_args__ = (_merchants(),)

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    title: str = Field(sa_type=CleanText)
    type: str = Field(sa_type=CleanText)
    value: float | None = None
    currency: str | None = Field(default=None, sa_type=CleanText)
    min_spend: float | None = None
    expires_at: date | None = None


class Template(Table, table=True):
    """The words: a title (chat and SMS have none) and a body, written for a channel."""

    __tablename__ = "templates"
    __table_args__ = (_merchants(),)

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    title: str | None = Field(default=None, sa_type=CleanText)
    body: str = Field(sa_type=CleanText)
    language: str | None = Field(default=None, sa_type=CleanText)


class Campaign(Table, table=True):
    """One template sent to one audience. Ids are the merchant's own: two merchants may share one.

    `group_key` names the tuple template × product × audience × voucher; campaigns with the same
    tuple share one row of `Engagement`.
    """

    __tablename__ = "campaigns"
    __table_args__ = (
        _merchants(),
        _belongs("template_id", "templates"),
        _belongs("product_id", "products"),
        _belongs("voucher_id", "vouchers"),
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
    and `quarter` ("strong", "weak" or None) rank it within its segment.
    """

    __tablename__ = "engagement"
    __table_args__ = (
        _merchants(),
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


class Suggestion(Table, table=True):
    """An answer given, with the draft it answers, both as the JSON of the contract.

    The merchant may be unknown to the store (a draft brings its own) or None.
    """

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "merchant_id", "created_at"),)

    id: str = Field(primary_key=True, sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    draft: dict[str, Any] = Field(sa_type=JSON)
    suggestion: dict[str, Any] = Field(sa_type=JSON)
    engine: str = Field(sa_type=CleanText)
    outcome: str = Field(sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)


class Import(Table, table=True):
    """One file taken in. The same bytes of the same kind for the same merchant are one import.

    `merchant_id` is "" when the file itself names its merchants. `status`: running, done or failed.
    """

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("sha256", "kind", "merchant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(sa_type=CleanText)
    kind: str = Field(sa_type=CleanText)
    merchant_id: str = Field(default="", sa_type=CleanText)
    filename: str = Field(sa_type=CleanText)
    rows_taken: int = 0
    rows_rejected: int = 0
    status: str = Field(default="running", sa_type=CleanText)
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)


class RejectedRow(Table, table=True):
    """A line of an import that was left out: where (1 is the first line), why, and its text."""

    __tablename__ = "rejected_rows"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="imports.id", ondelete="CASCADE", index=True)
    line: int
    reason: str = Field(sa_type=CleanText)
    raw: str = Field(sa_type=CleanText)

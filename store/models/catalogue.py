"""Shops, and what they sell, offer and say."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import date, datetime

from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, merchants_row


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
    __table_args__ = (merchants_row(),)

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
    __table_args__ = (merchants_row(),)

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
    __table_args__ = (merchants_row(),)

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    id: str = Field(primary_key=True, sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    title: str | None = Field(default=None, sa_type=CleanText)
    body: str = Field(sa_type=CleanText)
    language: str | None = Field(default=None, sa_type=CleanText)

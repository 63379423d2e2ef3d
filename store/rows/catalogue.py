"""Shops, and what they sell, offer and say."""

from dataclasses import dataclass
from datetime import date, datetime

from store.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantRow(Row):
    """A shop; `market` is a two-letter country code, `shares_into_market` its consent."""

    id: str
    name: str
    market: str | None
    shares_into_market: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow(Row):
    """What a campaign is about; `category` is a path "A > B > C"."""

    id: str
    name: str
    category: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherRow(Row):
    """An offer, in the units of `store.models.Voucher`."""

    id: str
    title: str
    type: str
    value: float | None
    currency: str | None
    min_spend: float | None
    expires_at: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow(Row):
    """The words of a campaign."""

    id: str
    channel: str
    title: str | None
    body: str
    language: str | None

"""What people think of answers, with the answers, and what that taught."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.rows.answers import SignalRow
from store.rows.base import Row
from store.rows.catalogue import ProductRow, VoucherRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow(Row):
    """A signal with the suggestion it is about, as the JSON of the contract.

    `lends`: the workspace it comes from lends its votes to others.
    """

    signal: SignalRow
    draft: dict[str, Any]
    suggestion: dict[str, Any]
    lends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow(Row):
    """One version of a send and what it brought: the mean score of `delivered` messages with its error.

    Versions of the same `set` may be compared. `error` is the standard error of the mean.
    """

    set: str
    title: str | None
    body: str
    audience: str
    channel: str
    shop: str
    market: str | None
    product: ProductRow | None
    voucher: VoucherRow | None
    delivered: int
    mean: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TasteRow(Row):
    """A version of a preference model, in the units of `store.models.Taste`."""

    merchant_id: str
    version: int
    key: str
    pairs: int
    model: dict[str, Any]
    created_at: datetime

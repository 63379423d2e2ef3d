"""What queries give back: frozen, detached from the session, complete."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Self

Quarter = Literal["strong", "weak"]
ImportStatus = Literal["running", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row can do."""

    @classmethod
    def of(cls, record: object, **other: object) -> Self:
        """Copy this row's fields from a record that names them alike; `other` wins over the record."""
        names = cls.__dataclass_fields__
        return cls(**{name: other[name] if name in other else getattr(record, name) for name in names})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRow(Row):
    """What a campaign brought, in the units of `store.models.Engagement`."""

    delivered: int
    read: int
    click_store: int
    click_voucher: int
    click_product: int
    crm_button: int
    unsubscribe: int
    mean_score: float | None
    shrunk_score: float | None
    percentile: float | None
    quarter: Quarter | None
    score_low: float | None
    score_high: float | None
    computed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow(Row):
    """A campaign with everything around it; `engagement` is None until its logs are in."""

    id: str
    merchant: MerchantRow
    audience: str
    channel: str
    sent_at: datetime | None
    group_key: str
    template: TemplateRow
    product: ProductRow | None
    voucher: VoucherRow | None
    engagement: EngagementRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredTemplate(Row):
    """A template in the setting it was sent in, with its score in that segment.

    From the market, `campaign_id` is None, and the names of the merchant, product and voucher are
    there to be taken out of the words before anyone else sees them.
    """

    merchant_id: str
    merchant_name: str
    market: str | None
    group_key: str
    campaign_id: str | None
    audience: str
    channel: str
    title: str | None
    body: str
    language: str | None
    product: ProductRow | None
    voucher: VoucherRow | None
    delivered: int
    mean_score: float
    shrunk_score: float
    percentile: float | None
    quarter: Quarter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentScore(Row):
    """A merchant's record in one segment.

    `mean_score` is the plain mean over its `templates` scored templates (a template sent again with
    the same product and voucher counts once), which reached `delivered` messages.
    """

    audience: str
    templates: int
    delivered: int
    mean_score: float
    strong: int
    weak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow(Row):
    """An answer given and the draft it answers, as the JSON of the contract."""

    id: str
    merchant_id: str | None
    draft: dict[str, Any]
    suggestion: dict[str, Any]
    engine: str
    outcome: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow(Row):
    """One file taken in; `merchant_id` is None when the file itself names its merchants."""

    id: int
    sha256: str
    kind: str
    merchant_id: str | None
    filename: str
    rows_taken: int
    rows_rejected: int
    status: ImportStatus
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Row):
    """A line of an import that was left out: where (1 is the first), why, and its text."""

    line: int
    reason: str
    raw: str

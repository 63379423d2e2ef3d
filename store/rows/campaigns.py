"""Campaigns, and what they brought."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.rows.base import Row
from store.rows.catalogue import MerchantRow, ProductRow, TemplateRow, VoucherRow

Quarter = Literal["strong", "weak"]


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

"""Templates and segments with the scores they earned."""

from dataclasses import dataclass

from store.rows.base import Row
from store.rows.campaigns import Quarter
from store.rows.catalogue import ProductRow, VoucherRow


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
class SegmentSize(Row):
    """How many templates a percentile of this segment ranks: `templates` of all shops, `own` of this one."""

    audience: str
    templates: int
    own: int

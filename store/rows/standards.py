"""What a shop sent, and what its segments reach."""

from dataclasses import dataclass
from datetime import datetime

from store.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTemplate(Row):
    """A template of a shop's in its setting, with its place in the segment.

    `campaign_id` is the first campaign that sent it, at `first_sent` (None if nobody knows).
    """

    group_key: str
    campaign_id: str
    first_sent: datetime | None
    audience: str
    delivered: int
    mean_score: float
    score_low: float | None
    score_high: float | None
    shrunk_score: float
    percentile: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentStandard(Row):
    """What strong templates of a segment reach: the mean of their shrunk scores, all shops together.

    `templates` and `shops` are ranked there; `strong_shops` have a strong one. `own` is the mean of this
    shop's own strong ones, None without any.
    """

    audience: str
    templates: int
    shops: int
    strong: float | None
    strong_shops: int
    own: float | None

"""Campaigns of the history as a conversation shows them."""

from datetime import datetime
from typing import Literal

from agents.types import Channel, Message, Segment, Value


class CampaignLine(Value):
    """One campaign in a list: `score` is the mean over `delivered` messages, None before its logs are in.

    `percentile` (0–1) places it as that of `CampaignFigures` does.
    """

    merchant_id: str
    campaign_id: str
    audience: str
    channel: str
    score: float | None
    delivered: int
    quarter: str | None
    percentile: float | None = None
    message: Message


class CampaignFigures(Value):
    """How a campaign did in its seven days, against its segment.

    `score` is the mean engagement over `delivered` messages, between `score_low` and `score_high` with
    95 % confidence; None, and `delivered` 0, before its logs are in. `percentile` (0–1) places it, by
    its score shrunk toward the segment's mean by sample size, among all scored templates that were
    sent to this audience, of every shop that this bot serves (`ranked_among` of them): 0.8 says that it
    did better than four in five. `quarter` is "strong" above 0.75, "weak" below 0.25, else None.
    `segment_templates` and `segment_mean` are this shop's own: how many of its templates have a score
    in the segment, and their plain mean.
    """

    campaign_id: str
    audience: Segment
    channel: Channel
    sent_at: datetime | None = None
    delivered: int = 0
    score: float | None = None
    score_low: float | None = None
    score_high: float | None = None
    percentile: float | None = None
    ranked_among: int = 0
    quarter: Literal["strong", "weak"] | None = None
    segment_templates: int = 0
    segment_mean: float | None = None

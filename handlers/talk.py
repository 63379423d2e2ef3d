"""What a conversation has come to, and what is said back: values that any chat program can show."""

from datetime import datetime
from typing import Literal

from agents.types import Channel, Draft, Merchant, Message, Segment, Suggestion, Value, Wish

ReplyKind = Literal["suggestion", "details", "message", "campaigns", "help", "note", "farewell"]


class Turn(Value):
    """What was under discussion at one moment.

    A draft with an empty body is one that only its surroundings are known of. `seed` counts how often
    other versions were asked for, `wishes` are how it is to be told.
    """

    draft: Draft | None = None
    suggestion: Suggestion | None = None
    seed: int = 0
    wishes: tuple[Wish, ...] = ()


class Talk(Turn):
    """A conversation so far: for whom it is held, what is under discussion, and what was before.

    `earlier` are the moments that "undo" goes back to, the latest last.
    """

    merchant: Merchant | None = None
    earlier: tuple[Turn, ...] = ()

    @property
    def versions(self) -> tuple[Message, ...]:
        """The messages on offer: the rewrite, then its variants."""
        if self.suggestion is None:
            return ()
        first = (self.suggestion.message,) if self.suggestion.message else ()
        return (*first, *(variant.message for variant in self.suggestion.variants))


class CampaignLine(Value):
    """One campaign in a list: `score` is the mean over `delivered` messages, None before its logs are in."""

    merchant_id: str
    campaign_id: str
    audience: str
    channel: str
    score: float | None
    delivered: int
    quarter: str | None
    message: Message


class CampaignFigures(Value):
    """How a campaign did in its seven days, against its segment.

    `score` is the mean engagement over `delivered` messages, between `score_low` and `score_high` with
    95 % confidence; None, and `delivered` 0, before its logs are in. `percentile` (0–1) places it, by
    its score shrunk toward the segment's mean by sample size, among all scored templates that were
    sent to this audience, of every shop that this bot serves; `quarter` is "strong" above 0.75, "weak"
    below 0.25, else None. `segment_templates` and `segment_mean` are this shop's own: how many of its
    templates have a score in the segment, and their plain mean.
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
    quarter: Literal["strong", "weak"] | None = None
    segment_templates: int = 0
    segment_mean: float | None = None


class Reply(Value):
    """What is said back. `text` are sentences, also beside a suggestion; the rest goes with the kind.

    `figures` come with a suggestion for a campaign of the history.
    """

    kind: ReplyKind
    text: str = ""
    draft: Draft | None = None
    suggestion: Suggestion | None = None
    message: Message | None = None
    campaigns: tuple[CampaignLine, ...] = ()
    figures: CampaignFigures | None = None

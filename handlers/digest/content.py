"""What a digest says: chosen once, kept as plain JSON, shown by whoever shows it."""

from datetime import datetime

from agents.digest.types import Spread, WeekMean
from agents.types import Channel, ErrorType, Message, Segment, Value


class Item(Value):
    """One template to fix, with its figures and its fix.

    `score` is the mean over `delivered` messages, between `low` and `high` with 95 % confidence;
    `percentile` (0–1) places its shrunk score among the `ranked_among` templates of the segment, of all
    shops; `standard` is what the strong ones reach. `gain` is in points a week, from `weekly` messages.
    `worse` says that an earlier digest told of it and that it has got worse since.
    """

    campaign_id: str
    audience: Segment
    channel: Channel
    sent: Message
    suggestion_id: str
    fault: ErrorType
    why: str
    fix: Message
    question: str = ""
    delivered: int
    score: float
    low: float
    high: float
    shrunk_score: float
    percentile: float
    ranked_among: int
    standard: float
    weekly: float
    gain: float
    worse: bool = False


class Adoption(Value):
    """Words that were taken, and what they brought once they were sent; None without figures.

    `before` and `after` are mean scores, give or take `before_half` and `after_half` with 95 % confidence;
    `delivered` counts the messages of `after`.
    """

    words: Message
    at: datetime
    before: float | None = None
    before_half: float = 0.0
    after: float | None = None
    after_half: float = 0.0
    delivered: int = 0


class Picture(Value):
    """A picture that was sent to Slack as a file of this id, and the same facts in words."""

    file: str
    alt: str


class DigestContent(Value):
    """A shop's digest of one ISO week; the first of `items` would bring most.

    `scored` templates were looked at; `again` of them were told of lately and have not got worse.
    `effects` are sentences on what all adopted rewrites brought together.
    """

    shop: str
    market: str | None = None
    week: str
    scored: int = 0
    items: tuple[Item, ...] = ()
    again: int = 0
    adopted: tuple[Adoption, ...] = ()
    effects: tuple[str, ...] = ()
    spreads: tuple[Spread, ...] = ()
    trend: tuple[WeekMean, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def gain(self) -> float:
        """Points a week, if every fix did as well as strong messages do."""
        return sum(item.gain for item in self.items)

"""The values around a trial: what could be tested, what is asked for, what there is to tell."""

from collections.abc import Mapping

from agents.trials.types import Baseline, Mode, Pool, Result, Wanted
from agents.types import Channel, Merchant, Message, Segment, Value


class Rewrite(Value):
    """One thing to hold against the original, and what it aims at."""

    intent: str | None = None
    message: Message


class Proposal(Value):
    """The original and what could be held against it. `campaign_id` is the original's, where it is one."""

    merchant: Merchant
    original: Message
    rewrites: tuple[Rewrite, ...]
    audience: Segment
    channel: Channel
    campaign_id: str | None = None
    suggestion_id: str | None = None


class Usual(Value):
    """How messages like these have done, how many go out in a week (None if unknown), who else there is."""

    baseline: Baseline
    weekly: int | None = None
    pools: tuple[Pool, ...] = ()


class Asked(Value):
    """How a trial is to be made: what is wanted of it, how, and under which campaign it is sent.

    `campaign_id` None is the original's own, or a new one. `place` is where its results are told.
    """

    wanted: Wanted
    mode: Mode = "fixed"
    campaign_id: str | None = None
    team: str | None = None
    by: str | None = None
    place: Mapping[str, str] = {}


class News(Value):
    """A look that somebody should hear of: the `number` of it, and where the trial was planned."""

    trial_id: str
    number: int
    result: Result
    channel: str = ""
    thread: str = ""

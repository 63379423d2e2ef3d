"""The values of a digest's ranking and of its pictures."""

from datetime import date, datetime

from agents.types import Value


class Candidate(Value):
    """A template of the shop's with what its logs say.

    `group` names the template in its setting, `campaign_id` the first campaign that sent it. `score` is
    the mean over `delivered` messages, between `low` and `high` with 95 % confidence; `shrunk` is pulled
    toward the segment's mean by sample size; `percentile` (0–1) places that in the segment.
    """

    group: str
    campaign_id: str
    audience: str
    delivered: int
    first_sent: datetime | None
    score: float
    low: float
    high: float
    shrunk: float
    percentile: float


class Standard(Value):
    """What the strong templates of a segment reach: the mean of their shrunk scores.

    `templates` and `shops` are those that are ranked in the segment.
    """

    audience: str
    score: float
    templates: int
    shops: int


class Ranked(Value):
    """A template worth a fix: `weekly` messages, and the `gain` in points a week if it reached `standard`.

    `worse` says that it was told of before and has got worse since.
    """

    candidate: Candidate
    standard: Standard
    weekly: float
    gain: float
    worse: bool = False


class Mark(Value):
    """A template of the shop's in the picture of a segment; `position` in the digest, 0 if it isn't there."""

    score: float
    position: int = 0


class Spread(Value):
    """How a segment's templates score, all shops together: between each two `edges` one of `counts`."""

    audience: str
    templates: int
    shops: int
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    standard: float
    marks: tuple[Mark, ...] = ()


class WeekMean(Value):
    """What the shop's messages of one week scored on average; `monday` begins it, None without any."""

    monday: date
    score: float | None
    delivered: int = 0

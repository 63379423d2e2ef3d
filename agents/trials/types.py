"""The values of a trial: what was counted, what was planned, what came out."""

from typing import Annotated, Literal

from pydantic import Field

from agents.values import Value

#: `clicks` is the share of delivered messages with a click (store, voucher or product), `score` the
#: mean engagement score.
Metric = Literal["clicks", "score"]
#: `fixed` splits evenly and ends in a verdict, `adaptive` sends more of what does better (Thompson
#: sampling) and gives none.
Mode = Literal["fixed", "adaptive"]
Verdict = Literal["winner", "control", "undecided", "guardrail"]

#: The arm that is the original.
CONTROL = "A"

Share = Annotated[float, Field(ge=0, le=1)]


class Counts(Value):
    """What the logs say of one arm: messages delivered, those with a click, those unsubscribed from.

    `score_sum` and `score_squares` are sums over delivered messages of the engagement score and of
    its square.
    """

    delivered: int = 0
    clicked: int = 0
    unsubscribed: int = 0
    score_sum: float = 0
    score_squares: float = 0


class Baseline(Value):
    """How messages like these have done: the yardstick of a plan.

    `rate` is the share of messages with a click, `score` the mean engagement score and `variance` the
    variance of one message's; `unsubscribes` the share unsubscribed from; `delivered` on how many
    messages this stands; `source` says whose they were.
    """

    rate: Share
    score: float = 0
    variance: float = 0
    unsubscribes: Share = 0.002
    delivered: int = 0
    source: Literal["campaign", "shop", "market", "assumed"] = "assumed"


class Wanted(Value):
    """What somebody asks of a trial.

    `lift` is the smallest gain worth finding, relative (0.1 is +10 %), `weekly` how many messages a
    week can be sent, all arms together, `arms` how many there are with the original, `confidence` how
    sure a verdict must be (0.95: one in twenty may be wrong), `power` how likely a lift of that size is
    found.
    """

    lift: Annotated[float, Field(gt=0, le=10)]
    weekly: Annotated[int, Field(gt=0)]
    arms: Annotated[int, Field(ge=2, le=5)] = 2
    metric: Metric = "clicks"
    confidence: Annotated[float, Field(ge=0.8, le=0.999)] = 0.95
    power: Annotated[float, Field(ge=0.5, le=0.99)] = 0.8


class Pool(Value):
    """Another audience of the shop's that the trial could go to as well, and its messages a week."""

    audience: str
    weekly: int


class Learning(Value):
    """What sending more of what does better would bring over `weeks`, if the lift is as looked for.

    `share` of all messages would be of the better arm, and `gain` is how many more clicks (or points of
    score) that makes than an even split.
    """

    weeks: int
    share: float
    gain: float


class Plan(Value):
    """What was settled before the first message went out. It is never changed.

    `per_arm` messages in each arm find the lift looked for; `weeks` is how long that takes, the seven
    days of the last message included. Where that is longer than anybody waits (`enough` is False),
    `findable` is the lift that `weeks_at_most` weeks find, `pools` whom else to send to and
    `pooled_weeks` how long it takes then, None where even that is not enough, and `score_weeks` how long on
    the mean score instead of clicks, None where that is no way out either. `margin` is by how much
    the share of unsubscribes may exceed the original's.
    """

    wanted: Wanted
    baseline: Baseline
    mode: Mode = "fixed"
    per_arm: int
    weeks: int
    enough: bool
    weeks_at_most: int
    findable: float | None = None
    pools: tuple[Pool, ...] = ()
    pooled_weeks: int | None = None
    score_weeks: int | None = None
    learning: Learning | None = None
    margin: float


class Span(Value):
    """A figure between two ends."""

    low: float
    high: float


class ArmResult(Value):
    """One arm at one look. Lifts are relative to the original's and None for the original itself.

    `value` is the share with a click or the mean score, `best` the probability that no other arm is
    better, `lift` the expected lift with its credible interval `credible`; `safe` is the interval that
    holds however often one has looked, by which the verdict goes (None before it says anything).
    `better` is the probability that the arm beats the original, `harm` that its share of unsubscribes
    exceeds the original's by more than the margin. `share` is the part of the next messages that should
    be of this arm where the trial is adaptive.
    """

    arm: str
    counts: Counts
    value: float
    best: float
    share: float | None = None
    lift: float | None = None
    credible: Span | None = None
    safe: Span | None = None
    better: float | None = None
    harm: float | None = None


class Result(Value):
    """What one look at a trial says.

    `arm` is the winner, or the one that was stopped. `done` is how much of the planned information is
    in, 0 to 1 or more, by arm: clicks count, not days. `weeks_left` is about how long it would still
    take. `final` says that the trial has ended, with or without a verdict. `uneven` says that the arms
    are of sizes that an even split would hardly ever give.
    """

    verdict: Verdict
    arm: str | None = None
    arms: tuple[ArmResult, ...]
    done: dict[str, float]
    weeks_left: int | None = None
    final: bool = False
    uneven: bool = False

"""The figures of an evaluation."""

from datetime import date

from pydantic import Field

from agents.types import ErrorType, Path, Value


class Interval(Value):
    """Where a figure lies in 95 of 100 resamplings of the drafts."""

    low: float
    high: float


class Share(Value):
    """`hits` of `of`, with the interval of the share (0–1)."""

    hits: int
    of: int
    interval: Interval | None = None

    @property
    def rate(self) -> float:
        """The share, 0–1."""
        return self.hits / self.of if self.of else 0.0


class Move(Value):
    """A mean score (1–5) before and after; `change` is relative, in percent, with its interval."""

    before: float
    after: float
    change: float
    interval: Interval | None = None


class Line(Value):
    """One segment, or all: the pairs of draft and rewrite among its `drafts`.

    `preferred`, `kept` and `tied` are the pairs in which the rewrite, the draft or neither won, `again`
    those in which the rewrite won when the judge was asked afresh, which had no part in choosing it.
    `swap` are those in which the verdict was the same in both orders, `repeat` in which it was every
    time. chrF and BERTScore-F1 compare the rewrite to the draft.
    """

    name: str
    drafts: int
    pairs: int
    audience: Move | None = None
    market: Move | None = None
    preferred: Share | None = None
    kept: Share | None = None
    tied: Share | None = None
    again: Share | None = None
    swap: Share | None = None
    repeat: Share | None = None
    chrf: float | None = None
    bertscore: float | None = None


class ErrorCount(Value):
    """Pairs in which this error is the draft's first one, one of the draft's, one of the rewrite's."""

    type: ErrorType
    primary: int
    before: int
    after: int


class Breach(Value):
    """A hard check that failed, and in which draft."""

    draft_id: str | None
    where: str
    rule: str
    detail: str


class Spread(Value):
    """Half of the values are below `p50`, 95 of 100 below `p95`."""

    n: int
    mean: float
    p50: float
    p95: float


class Costs(Value):
    """What the suggestions cost: money where the price is known, calls and tokens in any case.

    Means are per suggestion. `unpriced` suggestions came from a model without a known price.
    """

    money: Spread | None
    currency: str | None
    unpriced: int
    calls: float
    tokens_in: float
    tokens_cached: float
    tokens_out: float


class Agreement(Value):
    """How far the diagnosis and the scores agree with readers' labels.

    `macro_f1` is the mean of every label's F1; scores agree when they are at most one point apart.
    """

    primary: Share | None
    macro_f1: float | None
    contradiction: Share | None
    audience: Share | None
    market: Share | None


class Setup(Value):
    """What was run: engine, models, judge, and what was taken away or forced."""

    name: str
    engine: str
    models: dict[str, str] = Field(default_factory=dict)
    judge: str
    prompts: str | None = None
    history: bool = True
    path: Path | None = None
    repeats: int = 1
    seed: int = 0
    today: date | None = None
    source: str


class Report(Value):
    """All figures of one run.

    `overall` is over pairs, as the published tables are; `as_sent` over every draft with something to
    send, the ones left as they are among them. `alike` are pairs of about the same length in which the
    rewrite won; `own_findings` drafts that were left as they are although a check has something to say;
    `judging` is what asking the judge beyond the suggestions took, a draft.
    """

    setup: Setup
    segments: tuple[Line, ...]
    overall: Line
    as_sent: Line
    alike: Share | None
    errors: tuple[ErrorCount, ...]
    clean: Share | None
    outcomes: dict[str, int]
    paths: dict[str, int]
    writers: dict[str, int]
    troubles: dict[str, int]
    checked: int
    breaches: tuple[Breach, ...]
    own_findings: tuple[Breach, ...]
    time_ms: Spread | None
    untimed: int
    costs: Costs | None
    judging: Costs | None
    agreement: Agreement | None
    similarity: dict[str, str]
    simulated: bool
    notes: tuple[str, ...] = ()

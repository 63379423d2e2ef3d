"""The frozen values that travel through one request, from the merchant's draft to our suggestion.

They know nothing of storage or of Slack. `Draft` comes in, `Suggestion` goes out; the rest is what
the agents tell each other on the way.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from agents.usage import *  # noqa: F403 - they belong to the same vocabulary
from agents.usage import Usage
from agents.values import *  # noqa: F403 - as above
from agents.values import FromOutside, Value
from agents.words import *  # noqa: F403 - whoever needs a value needs its words
from agents.words import Channel, ErrorType, Level, Outcome, Path, Segment, VoucherType


class Merchant(FromOutside):
    """The shop that speaks. `market` is a two-letter country code (MY, SG, UK or GB, …)."""

    id: str
    name: str
    market: str | None = None


class Product(FromOutside):
    """What the message is about. `category` is a path, outermost first: "A > B > C"."""

    name: str
    category: str | None = None


class Voucher(FromOutside):
    """The offer as the shop's system holds it: the only source of what may be promised.

    `value` is a percentage (0–100) for `percentage`, an amount of `currency` (ISO 4217) for
    `fixed`, a count for `points`; `min_spend` is an amount of `currency`; `expires_at` is the
    last day on which it works.
    """

    title: str
    type: VoucherType
    value: Annotated[float, Field(ge=0)] | None = None
    currency: str | None = None
    min_spend: Annotated[float, Field(ge=0)] | None = None
    expires_at: date | None = None


class Message(Value):
    """What a customer would read. Chat and SMS have no title."""

    title: str | None = None
    body: str

    @property
    def text(self) -> str:
        """Title and body as one text, a line break between them."""
        return f"{self.title}\n{self.body}" if self.title else self.body


class Draft(FromOutside):
    """A merchant's message and what is known around it."""

    id: str | None = None
    merchant: Merchant | None = None
    audience: Segment | None = None
    channel: Channel | None = None
    title: str | None = None
    body: str
    product: Product | None = None
    voucher: Voucher | None = None
    language: str | None = None

    @property
    def message(self) -> Message:
        """The words alone."""
        return Message(title=self.title or None, body=self.body)


class Finding(Value):
    """One error: its type, the words of the draft that show it, one sentence on what to do."""

    type: ErrorType
    evidence: str
    feedback: str


class Diagnosis(Value):
    """What is wrong with a draft: most important first; `primary` is None when nothing is."""

    errors: tuple[Finding, ...] = ()
    primary: ErrorType | None = None


class Contradiction(Value):
    """The draft says one thing, what is known says another. `field` names what they differ on."""

    field: str
    said: str
    known: str


class Violation(Value):
    """A hard check that a message fails: `rule` is stable, `detail` is a sentence with the words."""

    rule: str
    detail: str


class Pattern(Value):
    """One measured difference between strong and weak templates of a segment.

    Shares are 0–1 over `n_strong` and `n_weak` templates; `lift` is share_strong − share_weak
    with its 95 % interval.
    """

    name: str
    label: str
    share_strong: float
    share_weak: float
    lift: float
    lift_low: float
    lift_high: float
    n_strong: int
    n_weak: int


class Contrast(Value):
    """What strong templates of a segment do that weak ones don't, and whose templates they were."""

    segment: Segment
    scope: Literal["own", "market"]
    n_strong: int
    n_weak: int
    patterns: tuple[Pattern, ...] = ()
    summary: str = ""


class ExemplarRef(Value):
    """An exemplar as a suggestion cites it. Another merchant's campaign is never named."""

    source: Literal["own", "market"]
    campaign_id: str | None = None
    score: float
    sample_size: int
    why: str


class Exemplar(ExemplarRef):
    """A strong template to learn from. From the market, `message` is already delexicalised.

    `moves` tells what the original does, in order, by the names of `agents.features`.
    """

    message: Message
    moves: tuple[str, ...] = ()

    @property
    def ref(self) -> ExemplarRef:
        """The exemplar without its words."""
        return ExemplarRef(**self.model_dump(exclude={"message", "moves"}))


class GuidanceStep(Value):
    """One thing to do, why, and where it applies the words before and after."""

    step: str
    why: str
    before: str | None = None
    after: str | None = None


class Scores(Value):
    """One message judged: 1 poor, 3 average, 5 excellent, with the reasons."""

    audience_match: Level
    marketing_effectiveness: Level
    reasons: tuple[str, ...] = ()


class ScorePair(Value):
    """The draft's scores and, when there is a rewrite, its own."""

    original: Scores
    rewritten: Scores | None = None


class Preference(Value):
    """Outcome of the blind comparison in both orders. `confidence` is 0–1."""

    winner: Literal["rewritten", "original", "tie"]
    confidence: float
    consistent_when_swapped: bool


class Variant(Value):
    """Another way to say it, with what it aims at."""

    intent: str
    title: str | None = None
    body: str

    @property
    def message(self) -> Message:
        """The words alone."""
        return Message(title=self.title, body=self.body)


class LintFinding(Value):
    """One channel rule looked at. Errors block, warnings are told, infos are for the curious."""

    rule: str
    severity: Literal["error", "warning", "info"]
    detail: str


class Suggestion(Value):
    """The answer to a draft: the contract with Slack, copilots and the command line.

    `taste` is what the shop's team likes and finds in `message`, in a sentence with its counts.
    """

    id: str
    draft_id: str | None = None
    outcome: Outcome
    message: Message | None = None
    variants: tuple[Variant, ...] = ()
    errors: tuple[Finding, ...] = ()
    primary_error: ErrorType | None = None
    contradictions: tuple[Contradiction, ...] = ()
    questions: tuple[str, ...] = ()
    guidance: tuple[GuidanceStep, ...] = ()
    scores: ScorePair | None = None
    preference: Preference | None = None
    taste: str | None = None
    path: Path = "rules"
    exemplars: tuple[ExemplarRef, ...] = ()
    lint: tuple[LintFinding, ...] = ()
    facts_kept: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    engine: str = "rules"
    model: str | None = None
    usage: Usage | None = None
    elapsed_ms: float = 0.0

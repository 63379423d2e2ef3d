"""What goes into the tools and comes out: values with a schema, described for whoever chooses them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AllowInfNan, Field

from agents.trials.types import Plan
from agents.types import (
    Channel,
    Contradiction,
    Contrast,
    Draft,
    ErrorType,
    Finding,
    LintFinding,
    Scores,
    Segment,
    Value,
    VoucherType,
)
from handlers.campaigns import CampaignFigures, CampaignLine

Side = Literal["first", "second", "tie"]
LONGEST = 5_000  # characters; no channel shows as many
_NAME = 300


class ProductIn(Value):
    """The product that the message is about."""

    name: str = Field(max_length=_NAME)
    category: str | None = Field(
        default=None,
        max_length=_NAME,
        description="Category path, outermost first: “Food & Beverages > Coffee > Drip Bags”.",
    )


class VoucherIn(Value):
    """The offer exactly as the shop's system holds it. It is the only source of what may be promised."""

    title: str = Field(max_length=_NAME, description="As customers see it: “S$5 OFF”.")
    type: VoucherType
    value: Annotated[float, AllowInfNan(False), Field(ge=0, le=1e12)] | None = Field(
        default=None, description="Percent for percentage, an amount for fixed, a count for points."
    )
    currency: str | None = Field(default=None, max_length=_NAME, description="ISO 4217, such as SGD.")
    min_spend: Annotated[float, AllowInfNan(False), Field(ge=0, le=1e12)] | None = Field(
        default=None, description="The least to spend, in the same currency."
    )
    expires_at: date | None = Field(default=None, description="Last day on which it works, YYYY-MM-DD.")


class MessageIn(Value):
    """A message as one customer would read it."""

    title: str | None = Field(default=None, max_length=LONGEST)
    body: str = Field(min_length=1, max_length=LONGEST)


class DiagnosisResult(Value):
    """What is weak about a draft, without a rewrite. `outcome` is what would become of it."""

    outcome: Literal["weak", "good", "ask", "refused"]
    audience: Segment
    channel: Channel
    errors: tuple[Finding, ...] = ()
    primary_error: ErrorType | None = None
    contradictions: tuple[Contradiction, ...] = ()
    questions: tuple[str, ...] = ()
    scores: Scores | None = None
    lint: tuple[LintFinding, ...] = ()
    assumptions: tuple[str, ...] = ()
    engine: str


class ComparisonResult(Value):
    """Which of two messages suits the audience better: judged blind, in both orders."""

    winner: Side
    confidence: float = Field(description="0 to 1; 0.5 where the two orders disagreed, which is a tie.")
    consistent_when_swapped: bool
    first: Scores
    second: Scores
    audience: Segment
    channel: Channel
    engine: str


class SegmentResult(Value):
    """An audience: what a message to it may presume, and what strong messages do that weak ones don't."""

    audience: Segment
    plain_name: str
    truth: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    tone: str
    contrast: Contrast | None = Field(
        default=None, description="Measured on engagement; null where there is not enough history."
    )


class CampaignsResult(Value):
    """Campaigns in the bottom quarter of their segment, worst first."""

    campaigns: tuple[CampaignLine, ...]
    ranked: str = "Against every message to the same audience, on a score shrunk by sample size."


class CampaignResult(Value):
    """One campaign of the shop's: what was sent to whom, and how it did."""

    campaign_id: str
    draft: Draft
    figures: CampaignFigures | None = None


class FeedbackResult(Value):
    """What was kept of what somebody thinks of a suggestion."""

    suggestion_id: str
    kept: Literal["used", "good", "bad"]
    version: int


class Found(Value):
    """One thing that search found."""

    id: str
    title: str
    url: str


class SearchResult(Value):
    """What was found, best first."""

    results: tuple[Found, ...]


class Document(Value):
    """A campaign or an earlier answer in full, as text."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, str] | None = None


class TrialArm(Value):
    """One version in a test: under which campaign id and variant it is sent, and its words."""

    variant: str
    campaign_id: str
    title: str | None = None
    body: str


class TrialResult(Value):
    """A test: its size and length, its versions (the original first), and all of it in sentences.

    `trial_id` is null for a plan that is not kept.
    """

    trial_id: str | None
    plan: Plan
    arms: tuple[TrialArm, ...]
    told: tuple[str, ...]

"""Every task there is, with the values that go in and come out.

Each has a rule in `engines/rules/`; engines with a model have a prompt for it as well.
"""

from datetime import date
from typing import Literal

from agents.engines.base import Task
from agents.facts.types import Sayable
from agents.types import (
    Contrast,
    Diagnosis,
    Draft,
    Exemplar,
    GuidanceStep,
    Message,
    Path,
    Product,
    Scores,
    Segment,
    Value,
    Variant,
    Voucher,
    Wish,
)


class DiagnoseInput(Value):
    """A cleaned draft (audience and channel filled in)."""

    draft: Draft


class SummariseInput(Value):
    """A measured contrast whose `summary` is still empty."""

    contrast: Contrast


class Summary(Value):
    """One to three sentences for a merchant."""

    text: str


class RewriteInput(Value):
    """Everything a writer may use. `draft.audience` and `draft.channel` are set.

    `problems` are hard-check failures of an earlier try, in words, to repair; `seed` makes the
    choice among equals reproducible. `wishes` are how the merchant wants it told: none of them is
    worth a fact.
    """

    draft: Draft
    sayable: Sayable
    diagnosis: Diagnosis
    contrast: Contrast | None = None
    exemplars: tuple[Exemplar, ...] = ()
    path: Path = "rules"
    problems: tuple[str, ...] = ()
    seed: int = 0
    wishes: tuple[Wish, ...] = ()


class Candidates(Value):
    """Rewrites with different intents, the writer's favourite first."""

    candidates: tuple[Variant, ...]


class ExplainInput(Value):
    """A draft, what was wrong with it and what became of it."""

    draft: Draft
    sayable: Sayable
    diagnosis: Diagnosis
    rewritten: Message
    contrast: Contrast | None = None


class Guidance(Value):
    """Ordered steps, concrete, for this draft."""

    steps: tuple[GuidanceStep, ...]


class ScoreInput(Value):
    """One message and whom it is for. Nothing tells whether it is an original or a rewrite."""

    message: Message
    audience: Segment
    channel: str
    product: Product | None = None
    voucher: Voucher | None = None


class CompareInput(Value):
    """Two anonymous versions of a message to one audience."""

    a: Message
    b: Message
    audience: Segment
    channel: str
    product: Product | None = None
    voucher: Voucher | None = None


class Verdict(Value):
    """Which of two versions suits the audience better; `confidence` 0–1."""

    winner: Literal["A", "B", "tie"]
    confidence: float
    reason: str


class UnderstandInput(Value):
    """What a merchant typed in a conversation.

    `today` dates a day without its year, `market` (two letters) tells what "$" means.
    """

    text: str
    today: date | None = None
    market: str | None = None


class Understanding(Value):
    """The draft inside a chat message, with what it says of audience, channel, product, voucher.

    An empty body means that the message only says something about a draft. `unclear` are sentences
    on what could not be made out.
    """

    draft: Draft
    unclear: tuple[str, ...] = ()


DIAGNOSE = Task("diagnose", DiagnoseInput, Diagnosis)
SUMMARISE = Task("summarise", SummariseInput, Summary)
REWRITE = Task("rewrite", RewriteInput, Candidates)
EXPLAIN = Task("explain", ExplainInput, Guidance)
SCORE = Task("score", ScoreInput, Scores)
COMPARE = Task("compare", CompareInput, Verdict)
UNDERSTAND = Task("understand", UnderstandInput, Understanding)

TASKS = (DIAGNOSE, SUMMARISE, REWRITE, EXPLAIN, SCORE, COMPARE, UNDERSTAND)

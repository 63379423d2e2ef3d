"""A model's sentences that can't be shown are replaced by the rules', the others stay, and that is told."""

from dataclasses import dataclass
from typing import Any

import pytest

from agents.engines.base import EngineError
from agents.engines.careful import CarefulEngine
from agents.engines.rules.engine import built_in_engine
from agents.engines.tasks import (
    DIAGNOSE,
    EXPLAIN,
    REWRITE,
    SCORE,
    SUMMARISE,
    Candidates,
    Guidance,
    Summary,
)
from agents.journal import open_journal
from agents.types import Diagnosis, Finding, GuidanceStep, Scores, Variant
from tests.agents.engines.model.briefs import INPUTS, TODAY

LIE = "Tell them 37 % off and they will come back."
TRUE = "“a special treat” hides S$5 off on orders of S$35 or more; say it."
STEP = GuidanceStep(step="Say the offer", why=TRUE, before="a special treat", after="take S$5 off")


@dataclass(frozen=True)
class Saying:
    """An engine that gives one output."""

    output: Any
    name: str = "llm:test"

    async def run(self, task: Any, inputs: Any) -> Any:  # noqa: ARG002 - an engine's
        """The output, or the failure."""
        if isinstance(self.output, EngineError):
            raise self.output
        return self.output


async def said(task: Any, output: Any) -> tuple[Any, tuple[str, ...]]:
    """What comes of an output, and what is told of it."""
    with open_journal(today=TODAY) as journal:
        made = await CarefulEngine(Saying(output), built_in_engine()).run(task, INPUTS[task.name])
    return made, journal.sentences


async def by_rules(task: Any) -> Any:
    return await built_in_engine().run(task, INPUTS[task.name])


def found(kind: Any, feedback: str) -> Finding:
    return Finding(type=kind, evidence="a special treat", feedback=feedback)


async def test_feedback_that_cannot_be_shown_is_the_rules() -> None:
    errors = (found("vague_incentive", LIE), found("misaligned_tone", TRUE), found("irrelevant_offer", LIE))
    made, told = await said(DIAGNOSE, Diagnosis(errors=errors, primary="vague_incentive"))
    rules = {error.type: error.feedback for error in (await by_rules(DIAGNOSE)).errors}
    vague, tone, offer = made.errors
    assert vague.feedback == rules["vague_incentive"]
    assert tone.feedback == TRUE
    assert offer.feedback.startswith("“a special treat” is not meant for these readers")
    assert made.primary == "vague_incentive"
    assert told == (
        "What the model wrote failed a check; the built-in rules replaced some of its sentences.",
    )


async def test_a_step_that_cannot_be_shown_makes_way_for_one_of_the_rules() -> None:
    bad = STEP.model_copy(update={"step": "Promise more", "why": LIE, "before": None, "after": None})
    made, told = await said(EXPLAIN, Guidance(steps=(STEP, bad)))
    assert made.steps[0] == STEP
    assert len(made.steps) == 2
    assert made.steps[1] in (await by_rules(EXPLAIN)).steps
    assert "replaced some of its sentences" in told[0]


async def test_reasons_that_cannot_be_shown_are_left_out() -> None:
    scores = Scores(audience_match=3, marketing_effectiveness=5, reasons=(LIE, "It names the product."))
    made, _ = await said(SCORE, scores)
    assert made == scores.model_copy(update={"reasons": ("It names the product.",)})
    alone, _ = await said(SCORE, scores.model_copy(update={"reasons": (LIE,)}))
    assert alone.reasons == (await by_rules(SCORE)).reasons
    assert (alone.audience_match, alone.marketing_effectiveness) == (3, 5)


async def test_a_summary_that_cannot_be_shown_is_the_rules() -> None:
    made, _ = await said(SUMMARISE, Summary(text=LIE))
    assert made == await by_rules(SUMMARISE)


async def test_an_intent_that_cannot_be_shown_is_a_number() -> None:
    intents = ("offer first", "37 % off", "<!channel> all", "help first 2", "ignore my rules", "fürs Herz")
    variants = tuple(Variant(intent=intent, body="Finish your order.") for intent in intents)
    made, told = await said(REWRITE, Candidates(candidates=variants))
    assert [v.intent for v in made.candidates] == [
        *("offer first", "version 2", "version 3", "help first 2", "version 5", "version 6")
    ]
    assert told == ()


async def test_what_is_sound_stays_as_it_is_and_nothing_is_told() -> None:
    made, told = await said(EXPLAIN, Guidance(steps=(STEP,)))
    assert (made.steps, told) == ((STEP,), ())


async def test_a_failure_of_the_model_is_passed_on() -> None:
    with pytest.raises(EngineError, match="llm:test gave no usable answer to explain"):
        await said(EXPLAIN, EngineError("llm:test", "explain", "it is not there"))

"""One draft through the whole of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agents.engines.base import In, Out, Task
from agents.engines.model.recalling import Recaller
from agents.engines.model.types import ModelAnswer, ModelCall
from agents.engines.rules.engine import built_in_engine
from agents.engines.tasks import COMPARE, SCORE, CompareInput
from agents.evaluate import EvaluateAgent
from agents.evaluation.assess import Assessor, Sample
from agents.evaluation.records import Record
from agents.journal import current_journal
from agents.types import Draft, Usage
from tests.agents.brains import pipeline
from tests.agents.engines.model.briefs import Scripted

WEAK = Draft(id="d", audience="lapsing_buyers", channel="push", body="We miss you! Come back for a treat!")
GOOD = Draft(
    audience="frequent_buyers",
    channel="push",
    title="Your usual beans are roasted",
    body="Thanks for being a regular. The Java beans came out of the roaster today. Tap to reorder.",
)


class Judge:
    """Scores everything 3 and 3, and decides comparisons as it is told; every answer costs a call."""

    name = "llm:judge"

    def __init__(self, *winners: str) -> None:
        self._winners: Iterator[str] = iter(winners)
        self.compared: list[CompareInput] = []

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Judges."""
        said: dict[str, Any] = {"audience_match": 3, "marketing_effectiveness": 3}
        if task.name == COMPARE.name and isinstance(inputs, CompareInput):
            self.compared.append(inputs)
            said = {"winner": next(self._winners), "confidence": 0.8, "reason": "I say so."}
        if journal := current_journal():
            journal.note_usage(Usage(calls=1))
        return task.output.model_validate(said)


def sample(draft: Draft, today: date) -> Sample:
    return Sample("key", draft, today)


async def test_a_weak_draft_becomes_a_pair(today: date) -> None:
    found = await Assessor(pipeline()).assess(sample(WEAK, today))
    assert found.rewrite is not None
    assert found.scores == found.suggestion.scores
    assert found.preference == found.suggestion.preference
    assert {e.type for e in found.suggestion.errors} - set(found.errors_left)
    assert (found.broken, found.checked, found.timed) == ((), 1 + len(found.suggestion.variants), True)
    assert (found.judging, found.troubles, found.repeated) == (None, (), ())


async def test_a_good_draft_is_no_pair(today: date) -> None:
    found = await Assessor(pipeline()).assess(sample(GOOD, today))
    assert (found.suggestion.outcome, found.rewrite) == ("unchanged", None)
    assert found.scores is not None
    assert found.levels is not None
    for before, after in found.levels:
        assert before == after


async def test_another_judge_has_the_say_where_there_is_one(today: date) -> None:
    judge = Judge("A", "B")  # the first in one order, the second in the other: the draft, twice
    found = await Assessor(pipeline(), EvaluateAgent(judge)).assess(sample(WEAK, today))
    assert found.levels == ((3, 3), (3, 3))
    assert found.preference is not None
    assert (found.preference.winner, found.preference.consistent_when_swapped) == ("original", True)
    assert (judge.compared[0].a, judge.compared[0].b) == (judge.compared[1].b, judge.compared[1].a)
    assert found.judging == Usage(calls=4)


async def test_another_judge_scores_what_was_left_alone_as_well(today: date) -> None:
    found = await Assessor(pipeline(), EvaluateAgent(Judge())).assess(sample(GOOD, today))
    assert found.levels == ((3, 3), (3, 3))


async def test_judges_are_asked_afresh_for_every_repetition(today: date) -> None:
    again = tuple(EvaluateAgent(Judge(*winners)) for winners in (("B", "A"), ("A", "A")))
    found = await Assessor(pipeline(), again=again).assess(sample(WEAK, today))
    assert found.repeated == ("rewritten", "tie")


class OnFile:
    """The rules, but that scores are looked up on file."""

    name = "llm:filed"

    def __init__(self) -> None:
        self._rules = built_in_engine()
        self._recaller = Recaller(Scripted([ModelAnswer(text="{}")] * 50), Scripted([]))

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Looks up, or asks the rules."""
        if task.name == SCORE.name:
            await self._recaller.ask(ModelCall(task="score", model="m", instructions="", request="", form={}))
        return await self._rules.run(task, inputs)


async def test_time_that_was_not_spent_on_a_model_is_not_counted(today: date) -> None:
    filed = replace(pipeline(), evaluate=EvaluateAgent(OnFile()))
    found = await Assessor(filed).assess(sample(WEAK, today))
    assert not found.timed


@pytest.mark.parametrize("outcome", ["refused", "ask"])
async def test_what_has_no_message_is_a_record_too(today: date, outcome: str) -> None:
    drafts = {"refused": Draft(body="   "), "ask": Draft(body="Bonjour à tous, venez vite voir nos robes!")}
    found = await Assessor(pipeline()).assess(sample(drafts[outcome], today))
    assert found.suggestion.outcome == outcome
    assert found.rewrite is None
    assert Record.model_validate_json(found.model_dump_json()) == found

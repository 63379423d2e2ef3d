"""A model's answer becomes a task's output, or an error that says why not."""

import json
from typing import Any, cast

import pytest

from agents.engines.base import EngineError
from agents.engines.model.budget import DailyBudget, Remembered
from agents.engines.model.engine import LLMEngine
from agents.engines.model.errors import (
    ModelBusyError,
    ModelInvalidError,
    ModelRejectedError,
    ModelTimeoutError,
)
from agents.engines.model.jobs import JOBS
from agents.engines.model.prompting import prompt
from agents.engines.model.types import ModelAnswer, TokenUsage
from agents.engines.tasks import SCORE, ScoreInput
from agents.journal import Journal, open_journal
from tests.agents.engines.model.briefs import INPUTS, TODAY, Said, Scripted

GOOD = {"reasons": ["It names the product."], "audience_match": 5, "marketing_effectiveness": 3}
ASKED = cast("ScoreInput", INPUTS[SCORE.name])


def engine(*said: Said, **other: Any) -> tuple[LLMEngine, Scripted]:
    server = Scripted(said)
    return LLMEngine(server, "gpt-4o", JOBS, **other), server


async def failure(model: LLMEngine) -> EngineError:
    with pytest.raises(EngineError) as caught:
        await model.run(SCORE, ASKED)
    return caught.value


async def test_an_answer_becomes_the_tasks_output() -> None:
    model, server = engine(GOOD)
    scores = await model.run(SCORE, ASKED)
    assert (scores.audience_match, scores.marketing_effectiveness) == (5, 3)
    assert model.name == "llm:gpt-4o"
    (call,) = server.asked
    assert (call.task, call.model, call.temperature) == ("score", "gpt-4o", 0.0)
    assert call.instructions == prompt("score").instructions


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("", "The answer was empty."),
        ("I'd say five.", "JSON"),
        ('{"reasons": [], "audience_match": 5', "JSON"),
        (GOOD | {"audience_match": 4}, "At audience_match: Input should be 1, 3 or 5."),
        ({"reasons": ["x"], "audience_match": 5}, "At marketing_effectiveness: Field required."),
        (GOOD | {"winner": "A"}, "At winner: Extra inputs are not permitted."),
        (GOOD | {"reasons": ["⟦P9⟧ is missing"]}, "⟦P9⟧ stands for nothing that was given."),
    ],
)
async def test_an_answer_that_cannot_be_used_goes_back_once_with_what_is_wrong(
    wrong: Said, told: str
) -> None:
    model, server = engine(wrong, GOOD)
    assert (await model.run(SCORE, ASKED)).audience_match == 5
    first, second = server.asked
    assert first.repair is None
    assert second.repair is not None
    assert told in second.repair.problem
    assert first.key != second.key


async def test_the_second_unusable_answer_is_the_last() -> None:
    model, server = engine("nonsense", "more of it", GOOD)
    error = await failure(model)
    assert (error.trouble, len(server.asked)) == ("invalid", 2)


async def test_an_answer_that_breaks_off_gets_more_room_once() -> None:
    cut = ModelAnswer(text='{"reasons": ["It', finish="length")
    model, server = engine(cut, GOOD)
    await model.run(SCORE, ASKED)
    assert server.asked[1].max_tokens == 2 * server.asked[0].max_tokens
    model, _ = engine(cut, cut)
    assert (await failure(model)).trouble == "cut_off"


async def test_a_refusal_is_not_argued_with() -> None:
    model, server = engine(ModelAnswer(text="", finish="refusal", refusal="I can't."), GOOD)
    error = await failure(model)
    assert (error.trouble, len(server.asked)) == ("refused", 1)
    assert "I can't" not in str(error)


async def test_what_is_no_answer_at_all_is_asked_for_once_more() -> None:
    model, server = engine(ModelInvalidError("gpt-4o", "no answer"), GOOD)
    await model.run(SCORE, ASKED)
    assert len(server.asked) == 2


async def test_a_model_that_talks_around_its_json_is_understood() -> None:
    model, _ = engine(
        'Here you are:\n{"reasons": [], "audience_match": 3, "marketing_effectiveness": 3}\nBye!'
    )
    assert (await model.run(SCORE, ASKED)).audience_match == 3


async def test_every_answer_is_paid_for_also_one_that_cannot_be_used() -> None:
    model, _ = engine("nonsense", GOOD)
    # "nonsense" and the good answer: 1,000 in each, 400 of them cached, 100 out, at gpt-4o's prices.
    with open_journal(today=TODAY) as journal:
        await model.run(SCORE, ASKED)
    used = journal.usage
    assert used is not None
    assert (used.calls, used.tokens_in, used.tokens_cached, used.tokens_out) == (2, 2_000, 800, 200)
    assert used.cost == pytest.approx(2 * (600 * 2.5 + 400 * 1.25 + 100 * 10) / 1_000_000)
    assert used.prompts == {"score": prompt("score").version}
    assert journal.who_did("score") == "llm:gpt-4o"


async def test_a_failure_that_will_not_pass_is_not_tried_again_within_a_request() -> None:
    for error in (
        ModelTimeoutError("gpt-4o", "x"),
        ModelBusyError("gpt-4o", "x"),
        ModelRejectedError("gpt-4o", "x"),
    ):
        model, server = engine(error, GOOD)
        with open_journal(today=TODAY):
            assert (await failure(model)).trouble == error.trouble
            assert (await failure(model)).trouble == error.trouble
        assert len(server.asked) == 1
        await model.run(SCORE, ASKED)  # the next request tries anew


async def test_a_refusal_of_one_task_does_not_end_the_others() -> None:
    model, _ = engine(ModelAnswer(text="", finish="refusal"), GOOD)
    with open_journal(today=TODAY):
        await failure(model)
        await model.run(SCORE, ASKED)


async def test_all_tasks_of_a_request_share_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model, server = engine(GOOD, GOOD, deadline=10.0)
    with open_journal(today=TODAY):
        monkeypatch.setattr(Journal, "elapsed", 4.0)
        await model.run(SCORE, ASKED)
        monkeypatch.setattr(Journal, "elapsed", 11.0)
        await model.run(SCORE, ASKED)
    assert server.within == [6.0, 0.0]


async def test_what_a_server_does_not_tell_the_use_of_counts_all_the_same() -> None:
    silent = ModelAnswer(text=json.dumps(GOOD))
    budget = DailyBudget(Remembered(), tokens=600)
    model, _ = engine(silent, silent, budget=budget)
    with open_journal(today=TODAY) as journal:
        await model.run(SCORE, ASKED)
        assert (await failure(model)).trouble == "budget"
    assert journal.usage is not None
    assert journal.usage.tokens_in == 0  # a guess is told nobody


async def test_a_spent_budget_is_told_as_such() -> None:
    budget = DailyBudget(Remembered(), tokens=1_000)
    model, server = engine(GOOD, GOOD, budget=budget)
    with open_journal(account="m1", today=TODAY):
        await model.run(SCORE, ASKED)
    with open_journal(account="m1", today=TODAY):
        error = await failure(model)
    assert error.trouble == "budget"
    with open_journal(account="m2", today=TODAY):
        await model.run(SCORE, ASKED)
    assert len(server.asked) == 2


async def test_an_unlisted_model_has_no_cost_told_only_its_tokens() -> None:
    answer = ModelAnswer(
        text='{"reasons": [], "audience_match": 3, "marketing_effectiveness": 3}',
        usage=TokenUsage(taken_in=10, put_out=5),
    )
    model = LLMEngine(Scripted([answer]), "my-own-llama", JOBS)
    with open_journal(today=TODAY) as journal:
        await model.run(SCORE, ASKED)
    assert journal.usage is not None
    assert (journal.usage.cost, journal.usage.tokens_in) == (None, 10)


async def test_repetitions_are_different_requests() -> None:
    keys = set()
    for repetition in range(3):
        model, server = engine(GOOD, repetition=repetition)
        await model.run(SCORE, ASKED)
        keys.add(server.asked[0].key)
    assert len(keys) == 3

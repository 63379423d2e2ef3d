"""A first version is told once it passed every check, while the rest is still asked of a model."""

import asyncio
from typing import Any

import pytest

from agents.engines.base import EngineError
from agents.engines.tasks import REWRITE
from agents.first_version import FirstVersion, watched_by
from agents.journal import current_journal
from agents.types import Suggestion
from tests.agents.brains import pipeline
from tests.agents.test_flow import Model, with_model
from tests.agents.test_pipeline import GOOD, TODAY, draft


async def seen(model: Model, **other: Any) -> tuple[list[list[FirstVersion]], Suggestion]:
    """What had been told after each round with the model, and the suggestion."""
    told: list[FirstVersion] = []
    after: list[list[FirstVersion]] = []
    with watched_by(told.append):
        answer = asyncio.create_task(with_model(model).improve(draft(**other), today=TODAY))
    while not answer.done():
        for _ in range(100):  # everybody gets as far as they can without the model
            await asyncio.sleep(0)
        after.append(list(told))
        model.next_round()
    return after, await answer


async def test_it_is_told_after_the_first_round_and_once() -> None:
    after, answer = await seen(Model())
    assert [len(told) for told in after] == [0, 1, 1]
    [first] = after[-1]
    assert first.message == answer.message
    assert (first.draft, first.asks_first, first.questions) == (draft(), False, answer.questions)


async def test_what_is_asked_first_comes_with_it() -> None:
    after, answer = await seen(Model(), body="Get 30% OFF everything until 30 Nov, shop now!")
    assert answer.outcome == "ask"
    [first] = after[-1]
    assert first.asks_first
    assert first.questions == answer.questions
    assert first.questions


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Your Kopi-O Drip Bags are still here", "body": GOOD},
        {"title": None, "body": "", "product": None, "voucher": None},
        {"title": None, "body": "Hi {{first_name", "product": None, "voucher": None},
    ],
)
async def test_where_there_is_nothing_to_wait_for_nothing_is_told(other: dict[str, Any]) -> None:
    after, _ = await seen(Model(), **other)
    assert after[-1] == []


async def test_what_did_not_pass_is_not_told() -> None:
    def lie(_: Any) -> Any:
        return {"candidates": [{"intent": "offer", "body": "Hi {{first_name}}, 70% OFF with code LIE70!"}]}

    after, answer = await seen(Model(rewrite=lie))
    for told in after:
        assert all("LIE70" not in first.message.text for first in told)
    assert after[-1][0].message == answer.message


async def test_when_the_model_is_not_asked_again_the_answer_is_whole_at_once() -> None:
    def away(_: Any) -> Any:
        raise EngineError("llm:patient", REWRITE.name, "no answer", trouble="timeout")

    after, answer = await seen(Hopeless(rewrite=away))
    assert answer.outcome == "rewritten"
    assert after[-1] == []


class Hopeless(Model):
    """A model that is given up after a failure, as `agents.engines.model.engine` does it."""

    async def run(self, task: Any, inputs: Any) -> Any:
        """The answer, or the failure that the journal is told of."""
        try:
            return await super().run(task, inputs)
        except EngineError as error:
            if journal := current_journal():
                journal.give_up(error.trouble)
            raise


async def test_the_rules_alone_tell_nothing() -> None:
    told: list[FirstVersion] = []
    with watched_by(told.append):
        answer = await pipeline().improve(draft(), today=TODAY)
    assert answer.outcome == "rewritten"
    assert told == []

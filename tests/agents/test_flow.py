"""How often a draft waits for a model, and for what: counted in rounds, without a clock."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from agents.choose import Chooser, Writer
from agents.content import ContentAgent
from agents.engines.base import EngineError, In, Out, Task
from agents.engines.fallback import FallbackEngine
from agents.engines.rules.engine import built_in_engine
from agents.engines.tasks import COMPARE, REWRITE, SCORE, Candidates, Verdict
from agents.evaluate import EvaluateAgent
from agents.history import NoHistory
from agents.pipeline import Glance, Pipeline
from agents.template import TemplateAgent
from agents.types import Scores, Suggestion, Variant
from tests.agents.brains import pipeline
from tests.agents.test_pipeline import GOOD, TODAY, draft

ENGLISH = frozenset({"en"})
BOTH = 2
READING = {"diagnose": 1, "score": 1}
READING_AND_WRITING = READING | {"rewrite": 1}
JUDGING = {"score": 1, "compare": 2, "explain": 1}


class Model:
    """Answers as the rules do, or as `answers` says, but only when everybody waits for it."""

    name = "llm:patient"

    def __init__(self, **answers: Callable[[Any], Any]) -> None:
        self._answers, self._rules = answers, built_in_engine()
        self._waiting: list[asyncio.Future[None]] = []
        self.rounds: list[Counter[str]] = [Counter()]

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The answer, in the next round."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self.rounds[-1][task.name] += 1
        await turn
        if task.name in self._answers:
            return task.output.model_validate(self._answers[task.name](inputs))
        return await self._rules.run(task, inputs)

    def next_round(self) -> None:
        """Let everybody who waits go on."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.rounds.append(Counter())
        for turn in waiting:
            turn.set_result(None)


def with_model(model: Any) -> Pipeline:
    """The pipeline as it is put together for a model."""
    rules = built_in_engine()
    safe, by_rules = FallbackEngine(model, rules), EvaluateAgent(rules)
    writers = (Writer(model.name, TemplateAgent(model)), Writer(rules.name, TemplateAgent(rules), ENGLISH))
    return Pipeline(
        content=ContentAgent(safe),
        history=NoHistory(),
        template=TemplateAgent(safe),
        evaluate=EvaluateAgent(safe),
        chooser=Chooser(writers, by_rules, finalists=BOTH),
        engine=model.name,
        model="patient",
        glance=Glance(ContentAgent(rules), by_rules),
        settles=pipeline(),
    )


async def rounds(model: Model, **other: Any) -> tuple[list[dict[str, int]], Suggestion]:
    """What was asked of the model in each round, and the suggestion."""
    wishes = other.pop("wishes", ())
    answer = asyncio.create_task(with_model(model).improve(draft(**other), today=TODAY, wishes=wishes))
    while not answer.done():
        for _ in range(100):  # everybody gets as far as they can without the model
            await asyncio.sleep(0)
        model.next_round()
    return [dict(asked) for asked in model.rounds if asked], await answer


async def test_a_draft_to_rewrite_waits_twice() -> None:
    asked, answer = await rounds(Model())
    assert asked[0] == READING_AND_WRITING
    assert asked[1] == {task: BOTH * times for task, times in JUDGING.items()}
    assert len(asked) == 2
    assert (answer.outcome, answer.engine, answer.model) == ("rewritten", "llm:patient", "patient")


async def test_a_good_draft_waits_once() -> None:
    asked, answer = await rounds(Model(), title="Your Kopi-O Drip Bags are still here", body=GOOD)
    assert asked == [READING]
    assert answer.outcome == "unchanged"


async def test_a_good_draft_of_which_something_is_wished_waits_twice() -> None:
    asked, _ = await rounds(
        Model(), title="Your Kopi-O Drip Bags are still here", body=GOOD, wishes=("emoji",)
    )
    assert asked[0] == READING_AND_WRITING
    assert len(asked) == 2


async def test_a_draft_that_only_looks_good_is_written_after_it_was_read() -> None:
    """The rules find nothing; the model does, and then there is nothing written yet."""
    poor = Scores(audience_match=1, marketing_effectiveness=1)
    asked, answer = await rounds(
        Model(score=lambda _: poor), title="Your Kopi-O Drip Bags are still here", body=GOOD
    )
    assert asked[:2] == [READING, {"rewrite": 1}]
    assert len(asked) <= 3
    assert answer.outcome in {"rewritten", "unchanged"}


@pytest.mark.parametrize(
    "body", ["", "   ", "SELECT * FROM users WHERE id = 1;", "https://example.com/x", "Hi {{first_name"]
)
async def test_what_a_cheap_check_settles_never_reaches_the_model(body: str) -> None:
    asked, answer = await rounds(Model(), title=None, body=body, product=None, voucher=None)
    assert asked == []
    assert answer.outcome in {"refused", "ask"}
    assert answer.questions
    assert answer.engine == "rules" or answer.outcome == "refused"


async def test_a_rewrite_that_fails_every_check_is_repaired_once_and_then_the_rules_write() -> None:
    lie = Candidates(candidates=(Variant(intent="lie", title="Your cart", body="Take 90% off everything!"),))
    asked, answer = await rounds(Model(rewrite=lambda _: lie))
    assert [*asked[:2]] == [READING_AND_WRITING, {"rewrite": 1}]
    assert len(asked) == 3
    assert answer.engine == "rules"
    assert "What the model wrote failed a check; the built-in rules wrote this." in answer.assumptions


async def test_a_writer_that_fails_is_replaced_and_told() -> None:
    def fail(_: Any) -> Any:
        raise EngineError("llm:patient", REWRITE.name, "it refused", trouble="refused")

    asked, answer = await rounds(Model(rewrite=fail))
    assert len(asked) == 2
    assert answer.engine == "rules"
    assert answer.message is not None
    assert "The model would not work on this; the built-in rules wrote this." in answer.assumptions


async def test_a_judge_that_fails_leaves_the_rewrite_the_models() -> None:
    def fail(_: Any) -> Any:
        raise EngineError("llm:patient", COMPARE.name, "no time", trouble="timeout")

    _, answer = await rounds(Model(compare=fail))
    assert answer.engine == "llm:patient"
    told = "The model did not answer in time; the built-in rules compared the versions."
    assert told in answer.assumptions


async def test_of_the_finalists_the_one_that_the_judge_prefers_goes_out() -> None:
    """The rules put one first; the judge, who compares both with the draft, likes the other."""
    _, by_rules = await rounds(Model())
    assert by_rules.message is not None
    first = by_rules.message

    def prefer_the_other(inputs: Any) -> Verdict:
        liked = {"A": inputs.a, "B": inputs.b}
        new = next(name for name, message in liked.items() if message != draft().message)
        old = "B" if new == "A" else "A"
        winner = old if liked[new] == first else new
        return Verdict.model_validate({"winner": winner, "confidence": 0.9, "reason": "x"})

    _, answer = await rounds(Model(compare=prefer_the_other))
    assert answer.message is not None
    assert answer.message != first
    assert answer.preference is not None
    assert answer.preference.winner == "rewritten"


async def test_a_draft_that_the_judge_prefers_to_every_finalist_stays() -> None:
    fine = draft(title="Your cart", body="Hi {{first_name}}, your Kopi-O Drip Bags wait.", voucher=None)
    seen = Scores(audience_match=3, marketing_effectiveness=3)

    def prefer_the_draft(inputs: Any) -> Verdict:
        winner = "A" if inputs.a == fine.message else "B"
        return Verdict.model_validate({"winner": winner, "confidence": 0.9, "reason": "x"})

    model = Model(score=lambda _: seen, diagnose=lambda _: {"errors": ()}, compare=prefer_the_draft)
    _, answer = await rounds(model, title=fine.title, body=fine.body, voucher=None)
    assert answer.outcome == "unchanged"
    assert answer.message == fine.message


async def test_a_language_that_the_rules_do_not_write_is_the_models() -> None:
    body = "Giảm ₫30.000 cho đơn từ ₫199.000. Mua ngay."
    better = "Đặt hàng và giảm ₫30.000 cho đơn từ ₫199.000."

    def write(_: Any) -> Candidates:
        return Candidates(candidates=(Variant(intent="offer first", body=better),))

    _, answer = await rounds(
        Model(rewrite=write, score=lambda _: Scores(audience_match=1, marketing_effectiveness=1)),
        title=None,
        body=body,
        language="vi",
        voucher=None,
        product=None,
        channel="im",
    )
    assert answer.engine == "llm:patient"
    assert answer.message is not None
    assert answer.message.body == better
    assert not any("built-in engine writes English" in question for question in answer.questions)


async def test_scores_are_asked_for_each_finalist_alone_and_blind() -> None:
    seen: list[Any] = []

    def score(inputs: Any) -> Scores:
        seen.append(inputs)
        return Scores(audience_match=3, marketing_effectiveness=3)

    await rounds(Model(score=score))
    assert {type(inputs) for inputs in seen} == {SCORE.input}
    assert len({inputs.message for inputs in seen}) == 1 + BOTH

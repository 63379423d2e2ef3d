import pytest

from agents.engines.base import EngineError
from agents.engines.fallback import FallbackEngine
from agents.engines.rules.engine import RulesEngine, built_in_engine
from agents.engines.tasks import SCORE, ScoreInput
from agents.journal import open_journal
from agents.types import Message
from tests.agents.brains import Broken
from tests.agents.engines.model.briefs import TODAY

ASKED = ScoreInput(message=Message(body="Finish your order."), audience="new_buyers", channel="push")


async def test_the_second_answers_when_the_first_fails_and_that_is_told() -> None:
    engine = FallbackEngine(Broken(), built_in_engine())
    with open_journal(today=TODAY) as journal:
        scores = await engine.run(SCORE, ASKED)
    assert scores == await built_in_engine().run(SCORE, ASKED)
    assert engine.name == "llm:broken"
    assert journal.who_did("score") == "rules"
    assert journal.sentences == ("The model gave no usable answer; the built-in rules scored it.",)


async def test_nothing_is_told_when_the_first_answers() -> None:
    with open_journal(today=TODAY) as journal:
        await FallbackEngine(built_in_engine(), Broken()).run(SCORE, ASKED)
    assert journal.sentences == ()


async def test_it_works_without_anybody_to_tell() -> None:
    assert (await FallbackEngine(Broken(), built_in_engine()).run(SCORE, ASKED)).reasons


async def test_when_both_fail_the_second_says_why() -> None:
    with open_journal(today=TODAY) as journal, pytest.raises(EngineError, match="no rule"):
        await FallbackEngine(Broken(), RulesEngine({})).run(SCORE, ASKED)
    assert journal.sentences == ()

"""The bot against a model server that somebody else made; left out where it is not installed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from agents.types import Suggestion
from bot.app import open_brain
from evals.model_server.good import good
from evals.model_server.server import Entry
from tests.model.aimock import Aimock, fixtures_of, installed
from tests.model.any_answer import MODEL, RULES
from tests.model.rig import TODAY, broken_by, draft, open_rig, settings_for

CLI = installed()
pytestmark = pytest.mark.skipif(CLI is None, reason="@copilotkit/aimock is not installed")


@pytest.fixture(scope="module")
def aimock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aimock]:
    folder = tmp_path_factory.mktemp("fixtures")
    nothing = {"fixtures": [{"match": {"userMessage": "nothing of ours"}, "response": {"content": "{}"}}]}
    (folder / "nothing.json").write_text(json.dumps(nothing), encoding="utf-8")
    assert CLI is not None
    with Aimock(CLI, folder) as server:
        yield server


async def learned() -> tuple[list[Entry], Suggestion]:
    """What a good model is asked about a draft and answers, and the suggestion that comes of it."""
    async with open_rig(good) as (brain, server):
        return server.journal, await brain.pipeline.improve(draft(), today=TODAY)


async def suggested(aimock: Aimock, **settings: Any) -> Suggestion:
    async with open_brain(settings_for(aimock.url, **settings), with_store=False) as brain:
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert broken_by(answer, draft()) == []
    return answer


def told(answer: Suggestion) -> str:
    return " ".join(answer.assumptions)


@pytest.mark.parametrize("stream", [False, True])
async def test_the_same_answers_give_the_same_suggestion(aimock: Aimock, stream: bool) -> None:
    journal, expected = await learned()
    aimock.answer(fixtures_of(journal, responseFormat="json_schema"))
    answer = await suggested(aimock, model_stream=stream)
    assert answer.engine == MODEL
    assert answer.message == expected.message
    assert answer.guidance == expected.guidance
    assert answer.usage is not None
    assert answer.usage.calls == len(journal)


async def test_without_strict_schemas_it_is_asked_for_plain_json(aimock: Aimock) -> None:
    journal, expected = await learned()
    refusal = {
        "message": "response_format of type json_schema is not supported",
        "type": "invalid_request_error",
    }
    refused = {"match": {"responseFormat": "json_schema"}, "response": {"error": refusal, "status": 400}}
    aimock.answer([refused, *fixtures_of(journal, responseFormat="json_object")])
    answer = await suggested(aimock)
    assert (answer.engine, answer.message) == (MODEL, expected.message)


async def test_who_is_turned_away_once_comes_again(aimock: Aimock) -> None:
    journal, expected = await learned()
    limited = {"error": {"message": "slow down", "type": "rate_limit_error"}, "status": 429}
    first = [
        {"match": fixture["match"] | {"sequenceIndex": 0}, "response": limited}
        for fixture in fixtures_of(journal)
    ]
    aimock.answer([*first, *fixtures_of(journal)])
    answer = await suggested(aimock, model_timeout=2.0, model_deadline=20.0)
    assert (answer.engine, answer.message, told(answer)) == (MODEL, expected.message, "")
    assert len(aimock.asked()) == 2 * len(journal)


@pytest.mark.parametrize(
    ("chaos", "said"),
    [
        ({"dropRate": 1}, "could not be reached"),
        ({"malformedRate": 1}, "gave no usable answer"),
        ({"disconnectRate": 1}, "could not be reached"),
        ({"rateLimitRate": 1}, "too many requests"),
        ({"latencyMs": 3_000}, "did not answer in time"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
async def test_whatever_it_suffers_from_the_rules_help_out_and_say_why(
    aimock: Aimock, chaos: dict[str, float], said: str
) -> None:
    journal, _ = await learned()
    aimock.answer(fixtures_of(journal), **chaos)
    answer = await suggested(aimock, model_timeout=0.3)
    assert answer.engine == RULES
    assert answer.outcome == "rewritten"
    assert said in told(answer)
    assert "the built-in rules" in told(answer)


async def test_an_answer_that_breaks_off_is_asked_for_again_then_done_without(aimock: Aimock) -> None:
    journal, _ = await learned()
    again = {"match": {"userMessage": "That answer can't be used"}, "response": {"content": '{"a'}}
    fixtures = [*fixtures_of(journal), again]
    for fixture in fixtures:
        fixture["response"] |= {"finishReason": "length"}
    aimock.answer(fixtures)
    answer = await suggested(aimock)
    assert answer.engine == RULES
    assert "The model's answer broke off" in told(answer)


async def test_a_question_it_does_not_know_is_a_fault_of_the_server(aimock: Aimock) -> None:
    aimock.answer([])
    answer = await suggested(aimock)
    assert (answer.engine, answer.outcome) == (RULES, "rewritten")
    assert "could not be reached" in told(answer)

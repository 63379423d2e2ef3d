"""Each way in which a model or its server fails ends in a safe suggestion that says what happened."""

import pytest

from agents.types import Suggestion
from evals.model_server.faults import (
    cut_short,
    failing,
    filtered,
    garbled,
    hanging,
    hanging_up,
    refusing,
    saying,
)
from evals.model_server.good import good
from evals.model_server.house_rules import HouseRules, Structured
from evals.model_server.replies import Behaviour
from evals.model_server.spoiling import SPOILS, spoiled
from evals.model_server.worst import answering_badly
from tests.model.any_answer import MODEL, RULES, unsound
from tests.model.rig import TODAY, draft, open_rig

MALAY = {
    "merchant": {"id": "m20", "name": "Cik Kebaya", "market": "MY"},
    "title": "Troli anda",
    "body": "Tudung Bawal Sakura anda masih dalam troli. Sila bayar {{nama}}.",
    "product": {"name": "Tudung Bawal Sakura"},
    "voucher": None,
    "language": "ms",
}


def told(answer: Suggestion) -> str:
    return " ".join(answer.assumptions)


@pytest.mark.parametrize("structured", ["strict", "json", "text"])
@pytest.mark.parametrize("stream", [False, True])
async def test_every_kind_of_server_gives_the_same_suggestion(structured: Structured, stream: bool) -> None:
    async with open_rig(good) as (brain, _):
        expected = await brain.pipeline.improve(draft(), today=TODAY)
    rules = HouseRules(structured=structured, has_responses=False)
    async with open_rig(good, rules=rules, model_stream=stream) as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert (answer.engine, answer.message, answer.guidance) == (MODEL, expected.message, expected.guidance)
    assert told(answer) == ""
    assert unsound(answer, draft(), server.journal) == []


async def test_a_model_that_reasons_is_asked_in_its_own_way() -> None:
    async with open_rig(good, rules=HouseRules(reasoning=200), model_effort="low") as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert (answer.engine, told(answer)) == (MODEL, "")
    assert answer.usage is not None
    assert answer.usage.tokens_out > 200 * answer.usage.calls
    assert all("temperature" not in call.body for call in server.calls[-5:])


@pytest.mark.parametrize("fault", [failing(429, retry_after=0.01), failing(500), hanging_up(good)])
async def test_a_fault_that_passes_is_not_worth_a_word(fault: Behaviour) -> None:
    async with open_rig(good) as (brain, server):
        server.then(fault)
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert (answer.engine, told(answer)) == (MODEL, "")
    assert unsound(answer, draft(), server.journal) == []


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (failing(429, retry_after=60), "has too many requests"),
        (failing(500), "could not be reached"),
        (failing(401), "turned the request down"),
        (failing(404), "turned the request down"),
        (hanging, "did not answer in time"),
        (garbled, "gave no usable answer"),
        (hanging_up(good), "could not be reached"),
        (hanging_up(good, at_once=True), "could not be reached"),
        (refusing, "would not work on this"),
        (filtered, "would not work on this"),
        (cut_short(good), "answer broke off"),
        (saying(""), "gave no usable answer"),
        (saying("Sure! I have made it friendlier."), "gave no usable answer"),
        (saying('{"versions": 7}'), "gave no usable answer"),
        (lambda call: spoiled(good(call), "half"), "gave no usable answer"),
    ],
    ids=[
        *("busy", "down", "key", "address", "hangs", "garbled", "breaks off", "hangs up", "refuses"),
        *("filters", "cuts", "silent", "chats", "other form", "half"),
    ],
)
async def test_the_rules_help_out_and_say_why(behaviour: Behaviour, said: str) -> None:
    async with open_rig(behaviour, model_timeout=0.2) as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert (answer.engine, answer.outcome) == (RULES, "rewritten")
    assert said in told(answer)
    assert "the built-in rules" in told(answer)
    assert unsound(answer, draft(), server.journal) == []


async def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    async with open_rig(good, openai_base_url="http://127.0.0.1:9/v1") as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert (answer.engine, answer.outcome, server.journal) == (RULES, "rewritten", [])
    assert "could not be reached" in told(answer)


async def test_one_failure_of_the_server_is_enough_for_a_draft() -> None:
    async with open_rig(failing(401)) as (brain, server):
        await brain.pipeline.improve(draft(), today=TODAY)
    assert len(server.journal) <= 3  # reading, scoring and writing are asked for at once


async def test_a_liar_is_told_from_a_silent_model() -> None:
    async with open_rig(answering_badly("rewrite", "percent")) as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert told(answer) == "What the model wrote failed a check; the built-in rules wrote this."
    repair = [call for call in server.calls if call.schema_name == "rewrite"][1]
    assert "“20%” is neither in the draft nor in voucher or product." in repair.input


async def test_a_spent_budget_is_said_to_be_spent() -> None:
    async with open_rig(good, daily_requests=4) as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert len(server.journal) == 4
    assert "budget" in told(answer)
    assert unsound(answer, draft(), server.journal) == []


@pytest.mark.parametrize("behaviour", [failing(500), answering_badly("rewrite", "malay_deal")])
async def test_where_the_rules_cannot_write_the_draft_stays_and_that_is_said(behaviour: Behaviour) -> None:
    given = draft(**MALAY)
    async with open_rig(behaviour) as (brain, server):
        answer = await brain.pipeline.improve(given, today=TODAY)
    assert unsound(answer, given, server.journal) == []
    assert answer.message in {None, given.message} or answer.engine == RULES
    assert "the built-in rules" in told(answer)


@pytest.mark.parametrize("spoil", ["surrogate", "endless_brackets", "big_number", "twice", "wrapped"])
async def test_strange_json_is_no_reason_to_fail(spoil: str) -> None:
    assert spoil in SPOILS
    async with open_rig(lambda call: spoiled(good(call), spoil)) as (brain, server):
        answer = await brain.pipeline.improve(draft(), today=TODAY)
    assert unsound(answer, draft(), server.journal) == []

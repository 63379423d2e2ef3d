"""The client against a real server over HTTP: what it learns, how long it waits, what it gives back."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import groupby
from time import perf_counter
from typing import Any

import pytest

from agents.engines.llm import OpenAIServer
from agents.engines.model.errors import (
    ModelBusyError,
    ModelError,
    ModelInvalidError,
    ModelRefusedError,
    ModelRejectedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from agents.engines.model.types import ModelCall, Repair
from evals.model_server.faults import failing, filtered, garbled, hanging, hanging_up, refusing, saying
from evals.model_server.house_rules import HouseRules
from evals.model_server.replies import Behaviour, Reply, Usage, fail, say
from evals.model_server.server import ModelServer

KEY = "sk-test-0123456789abcdef"
FORM = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
CALL = ModelCall(
    task="made", model="m", instructions="Be brief.", request="A draft nobody may see.", form=FORM
)
WELL = say({"word": "well"})


def well(_: Any) -> Reply:
    return WELL


@asynccontextmanager
async def asking(
    behaviour: Behaviour = well, *, rules: HouseRules | None = None, latency: float = 0.0, **other: Any
) -> AsyncIterator[tuple[OpenAIServer, ModelServer]]:
    async with ModelServer(behaviour, rules=rules, latency=latency) as server:
        client = OpenAIServer(api_key=KEY, base_url=server.url, **({"timeout": 5.0} | other))
        try:
            yield client, server
        finally:
            await client.close()


def modes(server: ModelServer) -> list[str]:
    return [call.mode for call in server.calls]


both = pytest.mark.parametrize("stream", [False, True], ids=["whole", "in pieces"])


# ── what comes back ──────────────────────────────────────────────────────────
@both
async def test_an_answer_comes_with_what_it_took(stream: bool) -> None:
    usage = Usage(read=120, written=7, cached=100)
    async with asking(lambda _: Reply(text='{"word": "well"}', usage=usage), stream=stream) as (
        client,
        server,
    ):
        answer = await client.ask(CALL)
    assert (answer.text, answer.finish) == ('{"word": "well"}', "stop")
    assert (answer.usage.taken_in, answer.usage.cached, answer.usage.put_out) == (120, 100, 7)
    (call,) = server.calls
    assert (call.mode, call.strict, call.schema, call.stream) == ("json_schema", True, FORM, stream)
    assert call.instructions == "Be brief."


@both
async def test_refusals_and_cut_offs_come_back_as_such(stream: bool) -> None:
    async with asking(stream=stream) as (client, server):
        server.then(refusing, filtered, lambda _: Reply(text='{"wo', finish="length"))
        assert [(await client.ask(CALL)).finish for _ in range(3)] == ["refusal", "refusal", "length"]


async def test_thoughts_and_fences_around_an_answer_are_left_out() -> None:
    thinking = '<think>Hm, "{"?</think>\n```json\n{"word": "well"}\n```'
    async with asking(saying(thinking)) as (client, _):
        assert (await client.ask(CALL)).text == '{"word": "well"}'


async def test_a_repair_shows_the_answer_and_what_was_wrong_with_it() -> None:
    again = CALL.model_copy(update={"repair": Repair(answer="nonsense", problem="That was none.")})
    async with asking() as (client, server):
        await client.ask(again)
    said = [(message["role"], message["content"]) for message in server.calls[0].body["messages"]]
    assert [role for role, _ in said] == ["system", "user", "assistant", "user"]
    assert [text for _, text in said[2:]] == ["nonsense", "That was none."]


# ── what a server understands, found out once ────────────────────────────────
@pytest.mark.parametrize(
    ("structured", "first", "later"),
    [
        ("strict", ["json_schema"], "json_schema"),
        ("json", ["json_schema", "json_object"], "json_object"),
        ("text", ["json_schema", "json_object", "text"], "text"),
    ],
)
async def test_the_way_to_get_a_form_is_found_out_once(structured: Any, first: list[str], later: str) -> None:
    async with asking(rules=HouseRules(structured=structured)) as (client, server):
        await client.ask(CALL)
        assert modes(server) == first
        await client.ask(CALL)
        await client.ask(CALL)
    assert modes(server) == [*first, later, later]
    told = '"required": ["word"]' in server.calls[-1].instructions
    assert told == (later != "json_schema")


async def test_a_server_that_does_not_enforce_a_form_is_told_it_in_words_from_then_on() -> None:
    async with asking(saying("The word is well.")) as (client, server):
        for _ in range(4):
            await client.ask(CALL)
    assert modes(server) == [*["json_schema"] * 3, "json_object"]
    assert "JSON schema" in server.calls[-1].instructions


async def test_one_bad_answer_is_the_models_and_changes_nothing_for_others() -> None:
    bad = saying('{"words": 7}')
    async with asking() as (client, server):
        for turn in range(20):
            if turn % 3:
                server.then(bad)
            await client.ask(CALL)
    assert set(modes(server)) == {"json_schema"}


async def test_a_repair_is_told_the_form_in_words_and_says_nothing_of_the_server() -> None:
    again = CALL.model_copy(update={"repair": Repair(answer="prose", problem="No JSON.")})
    async with asking() as (client, server):
        for _ in range(3):
            server.then(saying("prose"), well)
            await client.ask(CALL)
            await client.ask(again)
        await client.ask(CALL)
    assert modes(server) == [*["json_schema"] * 5, "json_object", "json_object"]
    assert '"required": ["word"]' in server.calls[1].instructions


async def test_a_server_that_has_learned_to_enforce_a_form_is_asked_to_again() -> None:
    async with asking(rules=HouseRules(structured="text")) as (client, server):
        await client.ask(CALL)
        server.rules = HouseRules()
        for _ in range(620):
            await client.ask(CALL)
    assert [mode for mode, _ in groupby(modes(server)[2:])] == ["text", "json_object", "json_schema"]


async def test_a_server_that_has_learned_nothing_is_tried_ever_more_seldom() -> None:
    async with asking(rules=HouseRules(structured="json")) as (client, server):
        for _ in range(700):
            assert (await client.ask(CALL)).text == WELL.text
    tried = [number for number, mode in enumerate(modes(server)) if mode == "json_schema"]
    first, second, third = tried
    assert 200 <= second - first < third - second


async def test_too_long_a_request_is_no_reason_to_ask_otherwise() -> None:
    told = (
        "This model's maximum context length is 8192 tokens (including 500 in the response_format schemas)."
    )
    async with asking() as (client, server):
        server.then(lambda _: fail(400, told, param="messages", code="context_length_exceeded"))
        with pytest.raises(ModelRejectedError):
            await client.ask(CALL)
        await client.ask(CALL)
    assert modes(server) == ["json_schema"] * 2


async def test_a_server_that_breaks_on_a_schema_is_asked_without() -> None:
    broken = fail(500, "Failed to initialize samplers: failed to parse grammar")
    async with asking(retries=0) as (client, server):
        server.then(lambda _: broken)
        assert (await client.ask(CALL)).text == WELL.text
    assert modes(server) == ["json_schema", "json_object"]


async def test_what_is_learned_of_one_model_is_not_taken_for_another() -> None:
    async with asking() as (client, server):
        server.then(*[saying("prose")] * 3)
        for _ in range(4):
            await client.ask(CALL)
        await client.ask(CALL.model_copy(update={"model": "other"}))
    assert modes(server)[3:] == ["json_object", "json_schema"]


async def test_a_model_that_reasons_is_asked_without_what_it_does_not_take() -> None:
    warm = CALL.model_copy(update={"temperature": 0.0, "effort": "low"})
    async with asking(rules=HouseRules(reasoning=50)) as (client, server):
        await client.ask(warm)
        await client.ask(warm)
    tried = [("temperature" in call.body, call.body.get("reasoning_effort")) for call in server.calls]
    assert tried == [(True, "low"), (False, "low"), (False, "low")]


async def test_a_model_that_thinks_until_it_has_no_room_left_to_speak_gets_more_from_then_on() -> None:
    def thinking(call: Any) -> Reply:
        usage = Usage(read=100, written=call.most_tokens)
        return WELL if call.most_tokens > CALL.max_tokens else Reply(finish="length", usage=usage)

    async with asking(thinking) as (client, server):
        answer = await client.ask(CALL)
        await client.ask(CALL)
    rooms = [call.most_tokens for call in server.calls]
    assert rooms == [CALL.max_tokens, 8 * CALL.max_tokens, 8 * CALL.max_tokens]
    assert answer.usage.put_out > CALL.max_tokens  # the thinking was paid for


async def test_a_model_that_never_comes_to_speak_is_given_up() -> None:
    async with asking(lambda _: Reply(finish="length")) as (client, server):
        assert (await client.ask(CALL)).finish == "length"
    assert len(server.calls) == 2


async def test_a_form_is_loosened_once_however_many_answers_break_it_at_once() -> None:
    async with asking(saying("prose"), latency=0.05) as (client, server):
        await asyncio.gather(*(client.ask(CALL) for _ in range(4)))
        server.behaviour = well
        await client.ask(CALL)
    assert modes(server)[-1] == "json_object"


async def test_a_model_that_does_not_reason_is_asked_without_effort() -> None:
    async with asking() as (client, server):
        await client.ask(CALL.model_copy(update={"effort": "low", "temperature": 0.0}))
    assert [call.body.get("reasoning_effort") for call in server.calls] == ["low", None]
    assert server.calls[-1].body["temperature"] == 0.0


@pytest.mark.parametrize("name", ["max_completion_tokens", "stream_options"])
async def test_an_old_server_is_asked_in_an_older_way(name: str) -> None:
    def old(call: Any) -> Reply:
        return fail(400, f"Unrecognized request argument supplied: {name}") if name in call.body else WELL

    async with asking(old, stream=True) as (client, server):
        await client.ask(CALL)
        await client.ask(CALL)
    assert [name in call.body for call in server.calls] == [True, False, False]
    assert server.calls[-1].most_tokens == CALL.max_tokens


# ── failures ─────────────────────────────────────────────────────────────────
@both
async def test_a_server_that_is_busy_is_asked_again_when_it_says(stream: bool) -> None:
    async with asking(stream=stream) as (client, server):
        server.then(failing(429, retry_after=0.2))
        began = perf_counter()
        assert (await client.ask(CALL, within=5)).finish == "stop"
    assert 0.2 <= perf_counter() - began < 1.5


async def test_a_server_with_a_fault_of_its_own_is_asked_again() -> None:
    async with asking() as (client, server):
        server.then(failing(500, retry_after=0.01), failing(503, retry_after=0.01))
        await client.ask(CALL)
    assert len(server.calls) == 3


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (failing(429, retry_after=0.01), ModelBusyError),
        (failing(500, retry_after=0.01), ModelUnreachableError),
        (failing(401), ModelRejectedError),
        (failing(403), ModelRejectedError),
        (failing(404), ModelRejectedError),
        (failing(400, message="This model's maximum context length is 10 tokens."), ModelRejectedError),
        (lambda _: fail(429, "You exceeded your quota", code="insufficient_quota"), ModelRejectedError),
        (lambda _: fail(400, "Filtered.", code="content_filter"), ModelRefusedError),
        (garbled, ModelInvalidError),
        (lambda _: Reply(raw=b'{"choices": []}'), ModelInvalidError),
        (lambda _: Reply(raw=b'{"choices": [{"message": "hi"}]}'), ModelInvalidError),
        (lambda _: Reply(raw=b'{"choi'), ModelInvalidError),
    ],
)
async def test_every_failure_has_its_name(behaviour: Behaviour, error: type[ModelError]) -> None:
    async with asking(behaviour, retries=1) as (client, _):
        with pytest.raises(error) as caught:
            await client.ask(CALL)
    assert caught.value.model == "m"


@both
@pytest.mark.parametrize("at_once", [False, True])
async def test_a_server_that_hangs_up_can_not_be_reached(stream: bool, at_once: bool) -> None:
    async with asking(hanging_up(well, at_once=at_once), stream=stream, retries=1) as (client, _):
        with pytest.raises((ModelUnreachableError, ModelInvalidError)):
            await client.ask(CALL)


async def test_a_server_that_is_not_there_can_not_be_reached() -> None:
    client = OpenAIServer(api_key=KEY, base_url="http://127.0.0.1:1/v1", retries=0)
    with pytest.raises(ModelUnreachableError):
        await client.ask(CALL)
    await client.close()


# ── time ─────────────────────────────────────────────────────────────────────
@both
async def test_one_try_takes_no_longer_than_it_may(stream: bool) -> None:
    async with asking(hanging, timeout=0.2, retries=0, stream=stream) as (client, _):
        began = perf_counter()
        with pytest.raises(ModelTimeoutError):
            await client.ask(CALL)
    assert perf_counter() - began < 2


async def test_all_tries_take_no_longer_than_there_is_time() -> None:
    async with asking(hanging, timeout=0.2, retries=50) as (client, server):
        began = perf_counter()
        with pytest.raises(ModelTimeoutError):
            await client.ask(CALL, within=0.7)
    assert perf_counter() - began < 2
    assert len(server.calls) <= 4


async def test_a_pause_that_would_take_all_the_time_is_not_waited_for() -> None:
    async with asking(failing(429, retry_after=60)) as (client, _):
        began = perf_counter()
        with pytest.raises(ModelBusyError):
            await client.ask(CALL, within=5)
    assert perf_counter() - began < 2


async def test_no_more_is_asked_at_once_than_may_be() -> None:
    async with asking(latency=0.05, concurrency=3) as (client, server):
        await asyncio.gather(*(client.ask(CALL) for _ in range(10)))
    assert server.most_at_once == 3


async def test_waiting_for_a_turn_takes_of_the_time_there_is() -> None:
    async with asking(latency=0.3, concurrency=1) as (client, _):
        first = asyncio.create_task(client.ask(CALL))
        await asyncio.sleep(0.05)
        with pytest.raises(ModelTimeoutError):
            await client.ask(CALL, within=0.1)
        assert (await first).finish == "stop"


# ── secrets ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("behaviour", [well, failing(401, message=f"Incorrect API key provided: {KEY}.")])
async def test_neither_key_nor_draft_is_written_down(
    behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = ""
    async with asking(behaviour) as (client, _):
        try:
            await client.ask(CALL)
        except ModelError as error:
            told = f"{error} {error!r} {error.__cause__} {error.__context__ and error.__suppress_context__}"
    assert KEY not in caplog.text + told
    assert "nobody may see" not in caplog.text + told

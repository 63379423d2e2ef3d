"""Our model server, as the SDK that everybody uses sees it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import openai
import pytest
from openai import AsyncOpenAI

from evals.model_server.asked import Call
from evals.model_server.faults import (
    cut_short,
    failing,
    filtered,
    garbled,
    hanging,
    hanging_up,
    late,
    refusing,
    saying,
)
from evals.model_server.house_rules import HouseRules
from evals.model_server.replies import Reply, say
from evals.model_server.server import ModelServer

FORM = {
    "type": "object",
    "properties": {"said": {"type": "string"}},
    "required": ["said"],
    "additionalProperties": False,
}
STRICT = {"type": "json_schema", "json_schema": {"name": "echo", "strict": True, "schema": FORM}}
ANSWER = {"said": "Grüße, 你好 " * 20}


def echo(_: Call) -> Reply:
    return say(ANSWER)


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with ModelServer(echo) as server:
        yield server


@pytest.fixture
async def client(server: ModelServer) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(api_key="any", base_url=server.url, max_retries=0, timeout=2) as client:
        yield client


async def chat(client: AsyncOpenAI, text: str = "Hello", **more: Any) -> Any:
    messages: Any = [{"role": "system", "content": "Answer in json."}, {"role": "user", "content": text}]
    return await client.chat.completions.create(model="m", messages=messages, **more)


async def test_both_apis_answer_with_text_finish_and_usage(client: AsyncOpenAI, server: ModelServer) -> None:
    completion = await chat(client, response_format=STRICT)
    assert json.loads(completion.choices[0].message.content) == ANSWER
    assert completion.choices[0].finish_reason == "stop"
    assert (
        completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens
    )
    form: Any = {"format": {"type": "json_schema", "name": "echo", "strict": True, "schema": FORM}}
    response = await client.responses.create(model="m", instructions="Answer.", input="Hello", text=form)
    assert json.loads(response.output_text) == ANSWER
    assert response.status == "completed"
    assert response.usage
    assert response.usage.output_tokens == completion.usage.completion_tokens
    assert [c.instructions for c in server.calls] == ["Answer in json.", "Answer."]
    assert {(c.input, c.schema_name, c.strict) for c in server.calls} == {("Hello", "echo", True)}


async def test_both_apis_stream_the_same_text_in_pieces(client: AsyncOpenAI) -> None:
    stream = await chat(client, stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]
    pieces = [c.choices[0].delta.content or "" for c in chunks if c.choices]
    assert json.loads("".join(pieces)) == ANSWER
    assert len(pieces) > 5
    assert chunks[-1].usage.completion_tokens > 0
    async with client.responses.stream(model="m", input="Hello") as events:
        said = [e.delta async for e in events if e.type == "response.output_text.delta"]
        final = await events.get_final_response()
    assert json.loads("".join(said)) == ANSWER
    assert final.output_text == "".join(said)


async def test_a_refusal_stands_in_its_own_field(client: AsyncOpenAI, server: ModelServer) -> None:
    server.behaviour = refusing
    message = (await chat(client)).choices[0].message
    assert message.content is None
    assert "can't help" in message.refusal
    response = await client.responses.create(model="m", input="Hello")
    assert response.output[0].content[0].type == "refusal"  # type: ignore[union-attr, index]
    stream = await chat(client, stream=True)
    assert "can't" in "".join([c.choices[0].delta.refusal or "" async for c in stream])


async def test_a_cut_answer_and_a_filtered_one_say_so(client: AsyncOpenAI, server: ModelServer) -> None:
    server.behaviour = cut_short(echo)
    completion = await chat(client)
    assert completion.choices[0].finish_reason == "length"
    assert len(completion.choices[0].message.content) < len(json.dumps(ANSWER, ensure_ascii=False))
    response = await client.responses.create(model="m", input="Hello")
    assert response.status == "incomplete"
    assert response.incomplete_details
    assert response.incomplete_details.reason == "max_output_tokens"
    server.behaviour = filtered
    assert (await chat(client)).choices[0].finish_reason == "content_filter"


async def test_errors_have_the_status_and_the_form_of_the_api(
    client: AsyncOpenAI, server: ModelServer
) -> None:
    server.then(failing(429, retry_after=2), failing(500), failing(503))
    with pytest.raises(openai.RateLimitError) as limited:
        await chat(client)
    assert limited.value.response.headers["retry-after"] == "2"
    for _ in range(2):
        with pytest.raises(openai.InternalServerError):
            await chat(client)
    assert (await chat(client)).choices


async def test_a_client_that_tries_again_gets_through(server: ModelServer) -> None:
    server.then(failing(429, retry_after=0.01), failing(500))
    async with AsyncOpenAI(api_key="any", base_url=server.url, max_retries=2) as client:
        assert (await chat(client)).choices
    assert [entry.reply.status for entry in server.journal] == [429, 500, 200]


@pytest.mark.parametrize("at_once", [True, False])
async def test_the_connection_breaks_at_once_or_in_the_middle(
    client: AsyncOpenAI, server: ModelServer, *, at_once: bool
) -> None:
    server.behaviour = hanging_up(echo, at_once=at_once)
    with pytest.raises(openai.APIConnectionError):
        await chat(client)
    with pytest.raises((openai.APIConnectionError, httpx2.RemoteProtocolError, httpx2.ReadError)):
        [chunk async for chunk in await chat(client, stream=True)]


async def test_a_body_that_is_no_json_is_sent_as_it_is(client: AsyncOpenAI, server: ModelServer) -> None:
    server.behaviour = garbled
    with pytest.raises(json.JSONDecodeError):
        await chat(client)


async def test_who_never_answers_runs_into_the_clients_timeout(server: ModelServer) -> None:
    server.then(hanging, late(echo, 0.05))
    async with AsyncOpenAI(api_key="any", base_url=server.url, max_retries=0, timeout=0.1) as client:
        with pytest.raises(openai.APITimeoutError):
            await chat(client)
        assert (await chat(client)).choices


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"additionalProperties": True}, "additionalProperties"),
        ({"required": []}, r"Missing \['said'\]"),
        ({"properties": {"said": {"type": "string", "default": "x"}}}, "'default' is not permitted"),
        ({"properties": {"said": {"type": "array"}}}, "missing items"),
        ({"properties": {"said": {"description": "what?"}}}, "must have a 'type'"),
        ({"properties": {"said": {"$ref": "#/$defs/A", "description": "x"}}}, r"\$ref cannot have keywords"),
        ({"type": "array", "items": {"type": "string"}}, "root must be"),
        ({"$defs": {"A": {"type": "object", "properties": {}}}}, "additionalProperties"),
    ],
)
async def test_a_schema_that_breaks_the_rules_of_strict_mode_is_refused(
    client: AsyncOpenAI, change: dict[str, Any], complaint: str
) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "echo", "strict": True, "schema": FORM | change}}
    with pytest.raises(openai.BadRequestError, match=complaint):
        await chat(client, response_format=form)


async def test_servers_that_can_do_less_say_so_with_400() -> None:
    for able, refused in (("json", [STRICT]), ("text", [STRICT, {"type": "json_object"}])):
        rules = HouseRules(structured=able, has_responses=False)  # type: ignore[arg-type]
        async with (
            ModelServer(saying("{}"), rules=rules) as server,
            AsyncOpenAI(api_key="any", base_url=server.url, max_retries=0) as client,
        ):
            for form in refused:
                with pytest.raises(openai.BadRequestError, match="not supported"):
                    await chat(client, response_format=form)
            assert (await chat(client)).choices[0].message.content == "{}"
            with pytest.raises(openai.NotFoundError):
                await client.responses.create(model="m", input="Hello")


async def test_reasoning_models_refuse_the_settings_of_the_others_and_bill_their_thoughts() -> None:
    async with (
        ModelServer(echo, rules=HouseRules(reasoning=50)) as server,
        AsyncOpenAI(api_key="any", base_url=server.url, max_retries=0) as client,
    ):
        with pytest.raises(openai.BadRequestError, match="'temperature' is not supported"):
            await chat(client, temperature=0)
        usage = (await chat(client, reasoning_effort="low")).usage
        assert usage.completion_tokens_details.reasoning_tokens == 50
        assert usage.completion_tokens > 50


async def test_a_wrong_key_is_refused_and_no_key_is_kept() -> None:
    async with ModelServer(echo, rules=HouseRules(key="secret-key")) as server:
        async with AsyncOpenAI(api_key="wrong-key", base_url=server.url, max_retries=0) as client:
            with pytest.raises(openai.AuthenticationError):
                await chat(client)
        async with AsyncOpenAI(api_key="secret-key", base_url=server.url, max_retries=0) as client:
            await chat(client)
            assert [model.id async for model in client.models.list()] == ["local"]
    assert "-key" not in repr([(e, e.call.body) for e in server.journal])


async def test_what_stands_first_in_every_prompt_is_billed_as_cached(client: AsyncOpenAI) -> None:
    long = "The same every time. " * 400
    first, second, third = [(await chat(client, t)).usage for t in (long + "A", long + "B", "B" + long)]
    assert first.prompt_tokens_details.cached_tokens == 0
    assert 1_024 <= second.prompt_tokens_details.cached_tokens < second.prompt_tokens
    assert third.prompt_tokens_details.cached_tokens == 0


async def test_what_is_no_request_is_refused_in_the_apis_form(client: AsyncOpenAI) -> None:
    for body in ({"model": "m"}, {"messages": [{"role": "user", "content": "x"}]}):
        with pytest.raises(openai.BadRequestError):
            await client.post("/chat/completions", body=body, cast_to=object)
    with pytest.raises(openai.BadRequestError, match="'json'"):
        await client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "x"}], response_format={"type": "json_object"}
        )


async def test_many_calls_wait_side_by_side(server: ModelServer, client: AsyncOpenAI) -> None:
    server.latency = 0.1
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(chat(client, str(n)) for n in range(20)))
    assert 0.1 <= loop.time() - began < 1
    assert server.most_at_once == 20


async def test_what_is_held_is_answered_when_it_is_let_go(server: ModelServer, client: AsyncOpenAI) -> None:
    held = asyncio.create_task(chat(client, response_format=STRICT))
    server.holds("echo")
    await chat(client)  # of another form
    while not server.held:  # noqa: ASYNC110 - it is on its way over a socket
        await asyncio.sleep(0.001)
    assert not held.done()
    server.let_go()
    await held
    await chat(client, response_format=STRICT)
    assert server.held == 0

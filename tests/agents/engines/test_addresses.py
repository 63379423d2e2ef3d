"""An address as a server's manual gives it is asked in the right place, with the key where it belongs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from agents.engines.llm import OpenAIServer
from agents.engines.model.types import ModelCall

KEY = "sk-test-0123456789abcdef"
CALL = ModelCall(
    task="made",
    model="gpt-4.1-mini",
    instructions="Be brief.",
    request="A draft.",
    form={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
)
ANSWER = {
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "{}"}, "finish_reason": "stop"}]
}


@asynccontextmanager
async def anywhere() -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A server that answers at every address, and what it was asked."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request)
        return web.json_response(ANSWER)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("told", "asked", "header"),
    [
        ("/v1", "/v1/chat/completions", "Authorization"),  # OpenAI, vLLM, Ollama, llama.cpp
        ("/v1/", "/v1/chat/completions", "Authorization"),
        ("/v1/chat/completions", "/v1/chat/completions", "Authorization"),
        ("/openai/v1", "/openai/v1/chat/completions", "Authorization"),  # Azure as it is now
        (
            "/openai/v1/?api-version=preview",
            "/openai/v1/chat/completions?api-version=preview",
            "Authorization",
        ),
        (
            "/openai/deployments/mini?api-version=2024-10-21",  # Azure as it was
            "/openai/deployments/mini/chat/completions?api-version=2024-10-21",
            "api-key",
        ),
        (
            "/openai/deployments/mini/chat/completions?api-version=2024-10-21",
            "/openai/deployments/mini/chat/completions?api-version=2024-10-21",
            "api-key",
        ),
        ("", "/chat/completions", "Authorization"),
    ],
)
async def test_it_is_asked_where_it_is(told: str, asked: str, header: str) -> None:
    async with anywhere() as (root, seen):
        client = OpenAIServer(api_key=KEY, base_url=f"{root}{told}")
        try:
            assert (await client.ask(CALL)).text == "{}"
        finally:
            await client.close()
    (request,) = seen
    assert request.path_qs == asked
    keys = {name: request.headers.get(name) for name in ("Authorization", "api-key")}
    assert keys == {"Authorization": None, "api-key": None} | {
        header: KEY if header == "api-key" else f"Bearer {KEY}"
    }

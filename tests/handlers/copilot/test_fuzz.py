"""Whatever a tool is given, it answers in words: never a broken request, never a call that hangs."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.copilot.desk import CopilotDesk
from tests.handlers.copilot.fuzzing import arguments
from tests.handlers.copilot.site import Place, placed, request

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOOLS = (
    *("rewrite_message", "diagnose_message", "compare_messages", "explain_segment", "list_underperforming"),
    *("get_campaign", "record_feedback", "plan_trial", "start_trial", "search", "fetch"),
)
SHOWN = ("Traceback", "Error executing", "pydantic", "sqlalchemy", "did not foresee", "0x")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(desk: CopilotDesk) -> AsyncIterator[Place]:
    """The tools on a port, without a limit that matters."""
    async with placed(desk) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def token(place: Place) -> str:
    """A token that may do everything but see personal data."""
    return await place.token("read", "write")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def schemas(place: Place, token: str) -> dict[str, dict[str, Any]]:
    """The input schema of every tool, as it is published."""
    _, content = await place.post(request("tools/list"), {"Authorization": f"Bearer {token}"})
    found = {tool["name"]: tool["inputSchema"] for tool in content["result"]["tools"]}
    assert set(found) == set(TOOLS)
    return found


@pytest.mark.parametrize("tool", TOOLS)
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
async def test_every_tool_answers_in_words_whatever_it_is_given(
    place: Place, token: str, schemas: dict[str, dict[str, Any]], tool: str, data: st.DataObject
) -> None:
    given_to_it = data.draw(arguments(schemas[tool]))
    body = json.dumps(
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": tool, "arguments": given_to_it},
        }
    )
    async with asyncio.timeout(30):
        status, content = await place.post(body, {"Authorization": f"Bearer {token}"})
    assert status == 200, content
    result = content["result"]
    text = result["content"][0]["text"]
    assert text.strip()
    if result.get("isError"):
        assert not [part for part in SHOWN if part in text], text
        assert text.rstrip().endswith("."), text
    else:
        assert result["structuredContent"]


@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28"])
async def test_half_characters_break_no_answer(place: Place, token: str, version: str) -> None:
    """They may stand anywhere, and JSON can spell what UTF-8 can't say."""
    body = request("tools/call", {"name": "get_campaign", "arguments": {"campaign_id": "half \ud800 of it"}})
    for spoilt in (body, body.replace('"id": 1', '"id": "\\ud800"'), body.replace("get_campaign", "\\ud83d")):
        headers = {"Authorization": f"Bearer {token}", "MCP-Protocol-Version": version}
        status, content = await place.post(spoilt, headers)
        assert status in {200, 400}
        assert content.get("error") or content["result"]["isError"]


@pytest.mark.parametrize("arguments", ["text", 5, [], [1], None, True])
async def test_arguments_that_are_no_object_are_refused(place: Place, token: str, arguments: Any) -> None:
    params = {"name": "search", "arguments": arguments}
    status, content = await place.post(request("tools/call", params), {"Authorization": f"Bearer {token}"})
    assert status in {200, 400}
    assert content.get("error") or content["result"]["isError"]

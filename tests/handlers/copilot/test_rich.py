"""What Slack's own assistant is shown: only blocks that it knows, with buttons that call tools of ours."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from mcp.client.extension import advertise
from slack_sdk.models.blocks import Block

from handlers.copilot.desk import CopilotDesk
from handlers.copilot.rich import ALLOWED, EXTENSION
from handlers.slack.blocks.fit import fits
from tests.handlers.copilot.conftest import DRAFT, OFFER, Assistant, caller, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
ASKED = {
    "body": "Take 30% off your next order!",
    "voucher": {"title": "10% OFF", "type": "percentage", "value": 10},
}
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("rewrite_message", OFFER),
    ("rewrite_message", ASKED),
    ("rewrite_message", {"body": "def f(x): return x"}),
    ("rewrite_message", {"body": "Hello {{first_name}}, " + "our new beans are here. " * 40}),
    ("rewrite_message", {"campaign_id": "C-1034"}),
    ("list_underperforming", {"limit": 20}),
    ("list_underperforming", {"audience": "price_drop_group", "channel": "whatsapp"}),
)


def buttons(node: Any) -> Iterator[dict[str, Any]]:
    """Every element that can be pressed or chosen."""
    if isinstance(node, list):
        for part in node:
            yield from buttons(part)
    elif isinstance(node, dict):
        if "action_id" in node:
            yield node
        for part in node.values():
            yield from buttons(part)


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
async def test_slackbot_gets_blocks_that_it_knows_and_buttons_that_call_tools(
    desk: CopilotDesk, tool: str, arguments: dict[str, Any]
) -> None:
    person = caller("read", "write", via="slack", who="U_ANA", team="T_SHOP")
    async with Assistant(replace(desk, local=person)) as assistant:
        schemas = {one.name: one.input_schema for one in (await assistant.client.list_tools()).tools}
        result = await assistant.call(tool, **arguments)
    assert result.meta is not None
    blocks = result.meta["slack"]["blocks"]
    assert blocks
    assert {block["type"] for block in blocks} <= ALLOWED
    assert fits(blocks)
    for block in blocks:
        assert Block.parse(block) is not None
    for pressed in buttons(blocks):
        name = pressed["action_id"].removeprefix("tool:")
        assert pressed["action_id"] == f"tool:{name}"
        assert len(pressed["value"]) <= 2_000
        jsonschema.validate(json.loads(pressed["value"]), schemas[name])
    assert text_of(result)


async def test_what_is_too_long_for_slack_is_told_as_text_alone(desk: CopilotDesk) -> None:
    person = caller("read", "write", via="slack", who="U_ANA", team="T_SHOP")
    body = "我们的新咖啡豆到货了，欢迎来店里看看。" * 150
    async with Assistant(replace(desk, local=person)) as assistant:
        result = await assistant.call("rewrite_message", body=body, channel="email", audience="new_buyers")
    assert "slack" not in (result.meta or {})
    assert result.structured_content is not None
    assert result.structured_content["message"]["body"] in text_of(result)


async def test_a_button_does_what_it_says(desk: CopilotDesk) -> None:
    person = caller("read", "write", via="slack", who="U_ANA", team="T_SHOP")
    async with Assistant(replace(desk, local=person)) as assistant:
        result = await assistant.call("rewrite_message", **OFFER)
        assert result.meta is not None
        for pressed in buttons(result.meta["slack"]["blocks"]):
            name = pressed["action_id"].removeprefix("tool:")
            await assistant.ask(name, **json.loads(pressed["value"]))


async def test_who_may_only_read_is_shown_no_button_that_writes(desk: CopilotDesk) -> None:
    for person, names in (
        (caller("read", via="slack", who="U1", team="T1"), {"tool:rewrite_message"}),
        (caller("read", "write", via="slack", who="U1", team="T1", merchant=None), set()),
    ):
        async with Assistant(replace(desk, local=person)) as assistant:
            result = await assistant.call("rewrite_message", **DRAFT)
        assert result.meta is not None
        assert {one["action_id"] for one in buttons(result.meta["slack"]["blocks"])} == names


async def test_other_clients_get_blocks_only_if_they_say_that_they_show_them(desk: CopilotDesk) -> None:
    async with Assistant(desk) as assistant:
        plain = await assistant.call("rewrite_message", **DRAFT)
    async with Assistant(desk, extensions=[advertise(EXTENSION)]) as assistant:
        rich = await assistant.call("rewrite_message", **DRAFT)
    assert "slack" not in (plain.meta or {})
    assert rich.meta is not None
    assert rich.meta["slack"]["blocks"]
    assert text_of(plain).partition("engine")[0] == text_of(rich).partition("engine")[0]


async def test_slack_is_told_which_tools_have_blocks(desk: CopilotDesk) -> None:
    async with Assistant(desk) as assistant:
        tools = (await assistant.client.list_tools()).tools
    told = {tool.name for tool in tools if (tool.meta or {}).get("slack", {}).get("supportsBlockKit")}
    assert told == {"rewrite_message", "list_underperforming"}

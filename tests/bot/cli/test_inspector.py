"""The tools as a client made by others sees them, over both ways in."""

import asyncio
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.copilot_serving import open_copilots
from bot.settings import Settings
from handlers.copilot.identities import digest_of
from store.tokens import save_token
from tests.bot.cli.inspector import inspect, installed

BINARIES = installed()
pytestmark = pytest.mark.skipif(BINARIES is None, reason="the inspector is not installed")

Inspect = Callable[..., Any]
DRAFT = {"body": "Thank you. More coffee in store.", "audience": "new_buyers", "channel": "push"}
CALLS: dict[str, dict[str, Any]] = {
    "diagnose_message": DRAFT,
    "compare_messages": {"first": {"body": "Hi"}, "second": {"body": "See what is new."}},
    "explain_segment": {"audience": "new_buyers"},
    "list_underperforming": {"limit": 2},
    "get_campaign": {"campaign_id": "C-1034"},
    "search": {"query": "coffee"},
    "fetch": {"id": "C-1034"},
}


async def calls_everything(ask: Callable[..., Any]) -> None:
    """List everything and call every tool."""
    listed = {tool["name"] for tool in (await ask("--method", "tools/list"))["tools"]}
    kept = await called(ask, "rewrite_message", DRAFT)
    about = {"suggestion_id": kept["structuredContent"]["id"]}
    test = {**about, "weekly": 9_000}
    more = {"record_feedback": {**about, "verdict": "good"}, "plan_trial": test, "start_trial": test}
    calls = CALLS | more
    assert listed == {"rewrite_message", *calls}
    for tool, arguments in calls.items():
        await called(ask, tool, arguments)
    assert len((await ask("--method", "resources/list"))["resources"]) == 3
    assert len((await ask("--method", "prompts/list"))["prompts"]) == 2


async def called(ask: Callable[..., Any], tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    words = [
        f"{name}={value if isinstance(value, str) else json.dumps(value)}"
        for name, value in arguments.items()
    ]
    result: dict[str, Any] = await ask("--method", "tools/call", "--tool-name", tool, "--tool-arg", *words)
    assert not result.get("isError"), (tool, result)
    assert result["content"][0]["text"]
    return result


async def test_over_standard_input_and_output(demo_history: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_history, tmp_path / "data")
    server = ("-e", f"CRMAGENT_DATA_DIR={folder}", sys.executable, "-m", "bot", "mcp")

    async def ask(*words: str) -> Any:
        assert BINARIES is not None
        return await asyncio.to_thread(inspect, BINARIES, "--connect-timeout", "60000", *server, *words)

    await calls_everything(ask)


async def test_over_http_with_a_token(demo_history: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo_history, tmp_path / "data"))
    given = {"data_dir": folder, "port": 0, "thinkers": 0, "slack_signing_secret": SecretStr("s")}
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg] # pydantic's own
    async with open_copilots(settings) as served:
        about = {"merchant_id": "m02", "name": "a test", "scopes": ["read", "write"], "time_zone": "UTC"}
        async with served.desk.database.session() as session:
            when = {"expires_at": None, "now": served.desk.clock()}
            await save_token(session, token_id="T-" + "1", digest=digest_of("crm_1"), **about, **when)
        server = ("--server-url", f"{served.address}/mcp", "--transport", "http")

        async def ask(*words: str) -> Any:
            assert BINARIES is not None
            header = ("--header", "Authorization: Bearer crm_1")
            return await asyncio.to_thread(inspect, BINARIES, *server, *header, *words)

        await calls_everything(ask)

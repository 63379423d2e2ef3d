"""The server as a client on this machine starts it: a process of its own, spoken to over its pipes."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from tests.house import ROOT


@pytest.fixture
def environment(demo_history: Path, tmp_path: Path) -> dict[str, str]:
    folder = shutil.copytree(demo_history, tmp_path / "data")
    return {**os.environ, "CRMAGENT_DATA_DIR": str(folder), "DATABASE_URL": ""}


def server(environment: dict[str, str], *arguments: str) -> StdioServerParameters:
    words = ["-m", "bot", "mcp", *arguments]
    return StdioServerParameters(command=sys.executable, args=words, env=environment, cwd=str(ROOT))


async def test_the_official_client_lists_and_calls_every_tool(environment: dict[str, str]) -> None:
    async with asyncio.timeout(90), Client(server(environment, "--merchant", "Kopi Lorong")) as client:
        listed = {tool.name for tool in (await client.list_tools()).tools}
        draft = {"body": "Thank you. More coffee in store.", "audience": "new_buyers", "channel": "push"}
        suggestion = await client.call_tool("rewrite_message", draft)
        assert suggestion.structured_content is not None
        about = {"suggestion_id": suggestion.structured_content["id"]}
        calls = {
            "rewrite_message": {"campaign_id": "C-1034"},
            "diagnose_message": draft,
            "compare_messages": {"first": {"body": "Hi"}, "second": {"body": "See what is new."}},
            "explain_segment": {"audience": "new_buyers"},
            "list_underperforming": {},
            "get_campaign": {"campaign_id": "C-1034"},
            "record_feedback": {**about, "verdict": "good"},
            "plan_trial": {**about, "weekly": 5_000},
            "start_trial": {**about, "weekly": 5_000},
            "search": {"query": "coffee"},
            "fetch": {"id": "C-1034"},
        }
        assert listed == calls.keys()
        for tool, arguments in calls.items():
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, (tool, result.content)


def say(environment: dict[str, str], *arguments: str, words: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "mcp", *arguments]
    return subprocess.run(
        command,
        input=words,
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_nothing_but_the_protocol_is_on_standard_output(environment: dict[str, str]) -> None:
    hello = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    }
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "nothing", "arguments": {}}},
    ]
    run = say(environment, words="".join(f"{json.dumps(line)}\n" for line in lines))
    assert run.returncode == 0, run.stderr
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [1, 2]


def test_without_a_history_it_brings_the_demos(environment: dict[str, str], tmp_path: Path) -> None:
    run = say({**environment, "CRMAGENT_DATA_DIR": str(tmp_path / "empty")})
    assert run.returncode == 0, run.stderr
    assert "so this is the demo's" in run.stderr
    assert (tmp_path / "empty" / "demo" / "crmagent.db").exists()


def test_an_unknown_shop_is_told_which_there_are(environment: dict[str, str]) -> None:
    run = say(environment, "--merchant", "nobody")
    assert (run.returncode, run.stdout) == (1, "")
    assert "Kopi Lorong" in run.stderr

"""The tools served alone, without Slack, to the orderly end: each way in a process of its own."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from handlers.copilot.identities import digest_of
from store.calls import list_calls
from store.database import Database
from store.tokens import save_token
from tests.handlers.copilot.conftest import NOW
from tests.handlers.copilot.site import HEADERS, content_of, request
from tests.house import ROOT

TOKEN = "crm_1"  # noqa: S105 - of nobody
ASKED = {"name": "get_campaign", "arguments": {"campaign_id": "C-1034"}}


@pytest.fixture
def folder(demo_history: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_history, tmp_path / "data"))


@asynccontextmanager
async def history(folder: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{folder / 'crmagent.db'}")
    yield database
    await database.close()


async def called(folder: Path) -> list[tuple[str, str]]:
    """Which tools were called, and how that ended."""
    async with history(folder) as database, database.session() as session:
        return [(call.tool, call.outcome) for call in await list_calls(session, merchant_id="m02", limit=9)]


@asynccontextmanager
async def started(folder: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot mcp`, killed in the end if it is still there."""
    # With a thinker, as people have it: what it loads, nobody here waits for.
    given = {"CRMAGENT_DATA_DIR": str(folder), "CRMAGENT_PORT": "0", "CRMAGENT_THINKERS": "1"}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "mcp", *arguments),
        cwd=ROOT,
        env={**os.environ, **given, "DATABASE_URL": ""},
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
    )
    try:
        async with asyncio.timeout(90):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_over_http_it_says_where_it_is_answers_who_has_a_token_and_ends_when_told(folder: Path) -> None:
    async with history(folder) as database, database.session() as session:
        await save_token(
            session,
            token_id="T" + "1",
            digest=digest_of(TOKEN),
            merchant_id="m02",
            name="a test",
            scopes=["read"],
            time_zone="UTC",
            expires_at=None,
            now=NOW,
        )
    async with started(folder, "--http") as process, ClientSession(headers=HEADERS) as http:
        assert process.stderr is not None
        greeting = (await process.stderr.readline()).decode()
        found = re.search(r"serves assistants at (http://127\.0\.0\.1:\d+)/mcp\.", greeting)
        assert found, greeting
        address = found[1]
        async with http.get(f"{address}/healthz") as answer:
            assert (answer.status, await content_of(answer)) == (200, {"ok": True, "database": True})
        body = request("tools/call", ASKED)
        async with http.post(f"{address}/mcp", data=body) as answer:
            assert answer.status == 401
        known = {"Authorization": f"Bearer {TOKEN}"}
        async with http.post(f"{address}/mcp", data=body, headers=known) as answer:
            content = await content_of(answer)
        process.send_signal(signal.SIGTERM)
        assert content["result"]["structuredContent"]["campaign_id"] == "C-1034"
        out, error = await process.communicate()
    assert (process.returncode, out) == (0, b""), error
    assert await called(folder) == [("get_campaign", "ok")]


async def test_over_standard_input_it_ends_when_told_with_every_call_written_down(folder: Path) -> None:
    client = {"name": "a test", "version": "1"}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    lines = (
        {"id": 1, "method": "initialize", "params": hello},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": ASKED},
    )
    async with started(folder) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.writelines(json.dumps({"jsonrpc": "2.0", **line}).encode() + b"\n" for line in lines)
        while json.loads(await process.stdout.readline())["id"] != 2:
            pass
        process.send_signal(signal.SIGTERM)
        error = await process.stderr.read() if process.stderr else b""
        assert await process.wait() == 0, error
    assert await called(folder) == [("get_campaign", "ok")]

"""The tools served alone, without Slack, to the orderly end."""

import asyncio
import os
import re
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.copilot_serving import open_copilots
from bot.settings import Settings
from handlers.copilot.identities import digest_of
from store.tokens import save_token
from tests.handlers.copilot.site import HEADERS, content_of, request
from tests.house import ROOT


def settings(folder: Path, **more: Any) -> Settings:
    given: dict[str, Any] = {"data_dir": folder, "database_url": "", "port": 0, "thinkers": 0}
    return Settings(_env_file=None, **given | more)  # type: ignore[call-arg] # pydantic's own


async def test_who_has_a_token_is_answered_and_nobody_else(demo_history: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo_history, tmp_path / "data"))
    async with open_copilots(settings(folder)) as served, ClientSession(headers=HEADERS) as http:
        about = {"merchant_id": "m02", "name": "a test", "scopes": ["read"], "time_zone": "UTC"}
        when = {"expires_at": None, "now": served.desk.clock()}
        async with served.desk.database.session() as session:
            await save_token(session, token_id="T" + "1", digest=digest_of("crm_1"), **about, **when)
        body = request("tools/call", {"name": "get_campaign", "arguments": {"campaign_id": "C-1034"}})
        async with http.post(f"{served.address}/mcp", data=body) as answer:
            assert answer.status == 401
        known = {"Authorization": "Bearer crm_1"}
        async with http.post(f"{served.address}/mcp", data=body, headers=known) as answer:
            content = await content_of(answer)
        assert content["result"]["structuredContent"]["campaign_id"] == "C-1034"
        async with http.get(f"{served.address}/healthz") as answer:
            assert (answer.status, await content_of(answer)) == (200, {"ok": True, "database": True})


async def test_it_says_where_it_is_and_ends_when_told(demo_history: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(demo_history, tmp_path / "data")
    environment = {
        **os.environ,
        "CRMAGENT_DATA_DIR": str(folder),
        "CRMAGENT_PORT": "0",
        "CRMAGENT_THINKERS": "0",
        "DATABASE_URL": "",
    }
    command = (sys.executable, "-m", "bot", "mcp", "--http")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe
    )
    assert process.stderr is not None
    async with asyncio.timeout(90):
        greeting = (await process.stderr.readline()).decode()
        address = re.search(r"serves assistants at (http://127\.0\.0\.1:\d+/mcp)\.", greeting)
        assert address, greeting
        async with ClientSession(headers=HEADERS) as http, http.post(address[1], data="{}") as answer:
            assert answer.status == 401
        process.send_signal(signal.SIGTERM)
        out, error = await process.communicate()
    assert (process.returncode, out) == (0, b""), error

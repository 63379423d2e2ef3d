"""`python -m playground` as a program: it teaches, says where it is, and ends cleanly."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.house import ROOT
from tests.playground.protocol.rig import MANIFEST


@asynccontextmanager
async def program(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The running program, its output in a pipe."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "playground", *arguments),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def output(*arguments: str) -> tuple[int | None, str]:
    """What the program prints, and its exit code."""
    async with program(*arguments) as process:
        out, err = await asyncio.wait_for(process.communicate(), 20)
        return process.returncode, out.decode() + err.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
async def test_alone_it_says_how_to_reach_it_and_ends_with_zero(number: signal.Signals) -> None:
    async with program("--no-bot", "--port", "0", "--manifest", str(MANIFEST)) as process:
        assert process.stdout is not None
        said = ""
        while "SLACK_SIGNING_SECRET=" not in said:
            said += (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        found = dict(re.findall(r"(SLACK_\w+)=(\S+)", said))
        client = AsyncWebClient(token=found["SLACK_BOT_TOKEN"], base_url=found["SLACK_API_URL"])
        assert (await client.auth_test())["team"] == "Kopi Lorong"
        process.send_signal(number)
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_help_teaches() -> None:
    code, said = await output("--help")
    assert code == 0
    for option in ("--port", "--manifest", "--events-url", "--no-bot", "--retry", "--paced"):
        assert option in said


async def test_a_port_in_use_is_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = await output("--no-bot", "--port", str(port))
    assert (code, "Traceback" in said) == (1, False)
    assert f"Port {port} can't be used: address already in use." in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "can't be read"), ("a: [", "no valid YAML"), ("a: 1", "no display_information.name")],
)
async def test_an_unusable_manifest_is_a_sentence(tmp_path: Path, content: str | None, sentence: str) -> None:
    manifest = tmp_path / "manifest.yml"
    if content:
        manifest.write_text(content, encoding="utf-8")
    code, said = await output("--no-bot", "--manifest", str(manifest))
    assert (code, "Traceback" in said) == (1, False)
    assert sentence in said


async def test_retries_are_numbers() -> None:
    code, said = await output("--no-bot", "--retry", "soon")
    assert code == 2
    assert "0,60,300" in said

"""`evaluate` killed in the middle, and gone on with: nothing is done or paid for twice."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.settings import Settings
from evals.model_server.good import good
from evals.model_server.server import ModelServer
from tests.house import ROOT

_SETTLED = 0.3
_BODIES = ("We miss you! Come back for a special treat!", "Big surprise inside, don't miss out!", "Shop now!")


def _write_drafts(path: Path, count: int) -> None:
    rows = (
        {"id": f"d{n}", "audience": "lapsing_buyers", "channel": "push", "body": f"{_BODIES[n % 3]} No. {n}"}
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


async def _start(folder: Path, *arguments: str, **variables: str) -> asyncio.subprocess.Process:
    ours = Settings.variables().values()
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "evaluate", "--drafts", "drafts.jsonl", "--today", "2026-11-20"),
        *("--out", "out", "--json", *arguments),
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _finish(process: asyncio.subprocess.Process) -> dict[str, Any]:
    out, error = await process.communicate()
    assert process.returncode == 0, error.decode()
    found: dict[str, Any] = json.loads(out)
    return found


async def _killed_when(process: asyncio.subprocess.Process, far_enough: Callable[[], bool]) -> None:
    while not far_enough():
        assert process.returncode is None, "it ended before it could be killed"
        await asyncio.sleep(0.01)
    process.kill()
    await process.communicate()


def _done(folder: Path) -> list[str]:
    """The ids of the drafts that are written down in full."""
    path = folder / "out" / "records.jsonl"
    whole = path.read_bytes().rpartition(b"\n")[0].splitlines() if path.exists() else []
    return [json.loads(line)["done"]["draft"]["id"] for line in whole]


def _on_file(folder: Path) -> set[str]:
    return {path.name for path in (folder / "out" / "calls").glob("*.json")}


async def test_no_finished_draft_is_done_again(tmp_path: Path) -> None:
    _write_drafts(tmp_path / "drafts.jsonl", 40)
    await _killed_when(await _start(tmp_path), lambda: len(_done(tmp_path)) > 3)
    before = _done(tmp_path)
    assert 3 < len(before) < 40
    report = await _finish(await _start(tmp_path))
    assert report["overall"]["drafts"] == 40
    after = _done(tmp_path)
    assert after[: len(before)] == before
    assert sorted(after) == sorted({f"d{n}" for n in range(40)})


async def test_no_answer_of_a_model_is_paid_for_twice(tmp_path: Path) -> None:
    _write_drafts(tmp_path / "drafts.jsonl", 6)
    async with ModelServer(good, latency=0.02) as server:
        model = {"CRMAGENT_ENGINE": "llm", "OPENAI_BASE_URL": server.url}
        many = ("--concurrency", "3")
        await _killed_when(await _start(tmp_path, *many, **model), lambda: len(_on_file(tmp_path)) > 12)
        await asyncio.sleep(_SETTLED)  # what was on its way to the server has come
        kept, asked = _on_file(tmp_path), len(server.calls)
        report = await _finish(await _start(tmp_path, *many, **model))
        # What the killed process had asked for and not yet been told is the only thing asked again.
        assert len(server.calls) - asked == len(_on_file(tmp_path) - kept)
        assert sorted(_done(tmp_path)) == sorted({f"d{n}" for n in range(6)})
        asked = len(server.calls)
        assert await _finish(await _start(tmp_path, *many, **model)) == report
        assert len(server.calls) == asked
    assert report["setup"]["engine"] == "llm:gpt-4.1-mini"
    assert report["setup"]["repeats"] == 2
    assert report["overall"]["repeat"]["of"] == report["overall"]["pairs"] > 0
    assert report["costs"]["calls"] > 2
    assert report["breaches"] == []

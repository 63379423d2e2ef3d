"""One brain: the same draft gives the same suggestion through Slack, through MCP and on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from playground import Playground
from store.answers import recent_answers
from store.suggestions import get_suggestion
from tests.handlers.copilot.site import HEADERS, from_slack, signed
from tests.handlers.slack.office import NOW, open_office
from tests.handlers.slack.surfaces.drafts import CART
from tests.house import ROOT

TOOL_FIELDS = ("title", "body", "audience", "channel", "product", "voucher")


async def test_the_same_draft_gives_the_same_suggestion_everywhere(
    tmp_path: Path, demo_history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with (
        Playground(retry_after=(0, 0.2, 0.4)) as slack,
        open_office(slack, tmp_path / "var", demo_history, http=True) as office,
    ):
        await office.asks(CART)
        await office.jobs_done()
        async with office.database.session() as session:
            (answer,) = await recent_answers(session, team_id="T_DEMO", limit=1)
            row = await get_suggestion(session, merchant_id="m02", suggestion_id=answer.suggestion_id)
        assert row is not None
        fields = {name: row.draft[name] for name in TOOL_FIELDS}
        body = from_slack("rewrite_message", fields, team="T_DEMO")
        headers = {**HEADERS, **signed(body, at=NOW, secret=slack.signing_secret)}
        async with (
            ClientSession() as http,
            http.post(f"{office.served.address}/mcp", data=body, headers=headers) as reply,
        ):
            over_mcp = (await reply.json())["result"]["structuredContent"]
    typed = on_the_command_line(row.draft, tmp_path)
    assert timeless(row.suggestion) == timeless(over_mcp) == timeless(typed)
    assert over_mcp["outcome"] == "rewritten"


def on_the_command_line(draft: dict[str, Any], folder: Path) -> dict[str, Any]:
    file = folder / "draft.jsonl"
    file.write_text(json.dumps(draft), encoding="utf-8")
    words = [
        "rewrite",
        "--batch",
        str(file),
        "--out",
        str(folder / "out.jsonl"),
        "--today",
        f"{NOW:%Y-%m-%d}",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env={**os.environ, "CRMAGENT_DATA_DIR": str(folder / "var"), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answered: dict[str, Any] = json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))
    return answered


def timeless(suggestion: dict[str, Any]) -> dict[str, Any]:
    """All of a suggestion but the time it took."""
    return {name: part for name, part in suggestion.items() if name != "elapsed_ms"}

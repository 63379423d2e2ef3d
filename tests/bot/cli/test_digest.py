"""`python -m bot digest`: shown, or posted once."""

import asyncio
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.main import command_line
from playground import Playground
from store.database import Database
from store.workspaces import connect_workspace, note_workspace
from store.workspaces.settings import change_workspace

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def digest(folder: Path, *words: str, slack: Playground | None = None) -> Result:
    """The command, on this folder and in this Slack."""
    environment = {"CRMAGENT_DATA_DIR": str(folder), "DATABASE_URL": ""}
    if slack:
        environment |= {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
        }
    return CliRunner().invoke(command_line(), ["digest", *words], env=environment)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.pace._EVERY", 0.0)


@pytest.fixture
def folder(tmp_path: Path, demo_history: Path) -> Path:
    """The demo history, which may be written to."""
    return Path(shutil.copytree(demo_history, tmp_path / "var"))


async def connect(folder: Path, channel: str | None) -> None:
    """Kopi Lorong's workspace, with or without a channel for the digest."""
    database = Database(f"sqlite:///{folder / 'crmagent.db'}")
    async with database.session() as session:
        await note_workspace(session, team_id="T_DEMO", name="Kopi Lorong", now=LONG_AGO)
        await connect_workspace(session, team_id="T_DEMO", merchant_id="m02", now=LONG_AGO)
        await change_workspace(session, team_id="T_DEMO", values={"digest_channel": channel})
    await database.close()


def test_a_dry_run_shows_it_and_keeps_nothing(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.glob("crmagent.db")}
    ran = digest(folder, "--dry-run", "--merchant", "Kopi Lorong", "--week", "2026-W48")
    assert ran.exit_code == 0, ran.output
    assert re.match(r"Kopi Lorong: 5 messages to fix, worth about [\d,]+ points a week\n", ran.stdout)
    assert "1. C-10" in ran.stdout
    assert "for the week of 23 Nov to 29 Nov (2026-W48)" in ran.stdout
    assert {file.name: file.read_bytes() for file in folder.glob("crmagent.db")} == before


def test_as_json_it_is_one_line_with_everything_in_it(folder: Path) -> None:
    ran = digest(folder, "--dry-run", "--json", "--merchant", "m03", "--week", "2026-W48")
    (line,) = ran.stdout.splitlines()
    told = json.loads(line)
    assert (told["merchant"], told["week"], told["ok"]) == ("m03", "2026-W48", True)
    assert len(told["digest"]["items"]) == 5
    assert told["digest"]["market"] == "ID"


async def test_by_hand_it_is_posted_once(folder: Path) -> None:
    await connect(folder, "C_MARKETING")
    words = (folder, "--merchant", "m02", "--week", "2026-W48")
    async with Playground() as slack:
        first = await asyncio.to_thread(digest, *words, slack=slack)
        again = await asyncio.to_thread(digest, *words, slack=slack)
        posts = slack.calls("chat.postMessage")
    assert "digest of 2026-W48 is posted, in C_MARKETING of T_DEMO." in first.output
    assert "digest of 2026-W48 was posted before, in C_MARKETING of T_DEMO." in again.output
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert len(posts) == 6


async def test_a_shop_without_a_channel_is_told_what_to_do(folder: Path) -> None:
    await connect(folder, None)
    async with Playground() as slack:
        ran = await asyncio.to_thread(digest, folder, "--merchant", "m02", slack=slack)
    assert ran.exit_code == 1
    assert "None of its workspaces has chosen a channel" in ran.output


def test_a_week_that_is_none_is_refused() -> None:
    ran = digest(Path("nowhere"), "--dry-run", "--week", "2027-W53")
    assert ran.exit_code == 2
    assert "--week" in ran.output

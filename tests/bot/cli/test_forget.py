"""`forget`: said first, asked for, done; and nothing left that names them."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.durable import open_durable
from handlers.slack.jobs import Job, Steps
from store.signals import add_signal
from store.workspaces import connect_workspace, note_workspace
from tests.bot.cli.conftest import Run
from tests.bot.cli.test_connect import history as history  # noqa: PLC0414 - a fixture
from tests.bot.cli.test_connect import within

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
GONE, STAYS = "U0GONE", "U0STAYS"


@pytest.fixture
def kept(history: Path) -> Path:
    """Votes of two people in a workspace, and a finished request of each."""
    within(history, _votes)
    asyncio.run(_requests(history.parent))
    return history.parent


async def _votes(session: Any) -> None:
    await note_workspace(session, team_id="T1", name="Kopi", now=NOW)
    await connect_workspace(session, team_id="T1", merchant_id="m02", now=NOW)
    place = {"team_id": "T1", "merchant_id": "m02", "channel": "C1", "ts": "1.5", "suggestion_id": "s1"}
    for user in (GONE, STAYS):
        told = {"key": user[-4:], "user_id": user, "kind": "reaction", "value": "fire", "at": NOW}
        await add_signal(session, **place, **told)


async def _requests(folder: Path) -> None:
    async def perform(_job: Job, steps: Steps) -> None:
        await steps.run("think", _thought)

    async with open_durable(
        database_url=f"sqlite:///{folder}/jobs.db", replica="main", perform=perform
    ) as jobs:
        for key, user, text in (
            ("Ev1", GONE, "Mine"),
            ("Ev2", STAYS, f"as {GONE} said"),
            ("Ev3", STAYS, "x"),
        ):
            await jobs.take(Job(kind="message", key=key, team="T1", user=user, data={"text": text}))
        await jobs.idle()


async def _thought() -> str:
    return "Better words"


def named_in(folder: Path) -> list[str]:
    """The rows of any database that still name them."""
    found = []
    for file in folder.glob("*.db"):
        with sqlite3.connect(file) as connection:
            tables = [
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            rows = [(t, row) for t in tables for row in connection.execute(f'SELECT * FROM "{t}"')]  # noqa: S608
        found += [f"{table}: {row}" for table, row in rows if GONE in str(row)]
    return found


@pytest.mark.usefixtures("kept")
def test_a_rehearsal_says_what_would_go_and_changes_nothing(run: Run, kept: Path) -> None:
    before = named_in(kept)
    told = run("forget", "--user", GONE, "--dry-run")
    assert told.exit_code == 0
    assert "1  votes" in told.stderr
    assert "2  finished requests" in told.stderr
    assert named_in(kept) == before != []


def test_nothing_names_them_afterwards_and_others_stay(run: Run, kept: Path) -> None:
    told = run("forget", "--user", GONE, "--yes")
    assert told.exit_code == 0, told.output
    assert "Forgotten: U0GONE" in told.stdout
    assert named_in(kept) == []
    counts = json.loads(run("forget", "--user", STAYS, "--dry-run", "--json").stdout)
    assert (counts["rows"]["votes"], counts["rows"]["finished_requests"], counts["done"]) == (1, 1, False)


def test_it_asks_first_and_takes_no_for_an_answer(run: Run, kept: Path) -> None:
    told = run("forget", "--user", GONE, text="n\n")
    assert told.exit_code == 1
    assert "Nothing was changed" in told.stderr
    assert named_in(kept) != []
    assert run("forget", "--user", GONE, text="y\n").exit_code == 0
    assert named_in(kept) == []


def test_a_workspace_goes_with_its_requests(run: Run, kept: Path) -> None:
    told = json.loads(run("forget", "--workspace", "T1", "--yes", "--json").stdout)
    assert told["rows"]["votes"] == 2
    assert told["rows"]["finished_requests"] == 3
    assert told["rows"]["workspaces"] == 1
    assert named_in(kept) == []


def test_a_shop_goes_with_the_requests_of_its_workspaces(run: Run, kept: Path) -> None:
    told = json.loads(run("forget", "--merchant", "Kopi Lorong", "--yes", "--json").stdout)
    assert (told["rows"]["shops"], told["rows"]["votes"], told["rows"]["finished_requests"]) == (1, 2, 3)
    assert "Batik Ayu" in run("merchants").stdout
    assert "Kopi Lorong" not in run("merchants").stdout
    assert named_in(kept) == []


def test_a_shop_without_a_workspace_leaves_every_request_alone(run: Run, kept: Path) -> None:
    told = json.loads(run("forget", "--merchant", "m03", "--yes", "--json").stdout)
    assert (told["rows"]["shops"], told["rows"]["finished_requests"]) == (1, 0)
    told = json.loads(run("forget", "--workspace", "T1", "--dry-run", "--json").stdout)
    assert told["rows"]["finished_requests"] == 3
    assert named_in(kept) != []


def test_a_shops_files_go_and_others_stay(run: Run, kept: Path) -> None:
    files = [
        kept / folder
        for folder in ("parts/m-m02/ab-sends/sends.parquet", "parts/m-m03/ab-sends/sends.parquet")
    ]
    files += [kept / "rejects" / f"ab-sends-m-{name}.csv" for name in ("m02", "m03")]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("rows", encoding="utf-8")
    run("forget", "--merchant", "m02", "--dry-run")
    assert [file.exists() for file in files] == [True] * 4
    run("forget", "--merchant", "m02", "--yes")
    assert [file.exists() for file in files] == [False, True, False, True]


def test_who_was_never_here_is_told_so(run: Run, history: Path) -> None:  # noqa: ARG001 - it is there
    told = run("forget", "--user", "U0NEVER", "--yes")
    assert told.exit_code == 0
    assert "Nothing is kept of U0NEVER." in told.stdout


@pytest.mark.parametrize("arguments", [(), ("--user", "ana"), ("--user", GONE, "--merchant", "m02")])
def test_whom_is_said_exactly(run: Run, history: Path, arguments: tuple[str, ...]) -> None:  # noqa: ARG001
    assert run("forget", *arguments).exit_code == 2

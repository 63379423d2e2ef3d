"""`preferences`: shown, trained, lent and exported."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Workspace
from store.signals import add_signal
from store.suggestions import save_suggestion
from store.workspaces import connect_workspace, note_workspace
from tests.agents.votes.voters import draft, suggestion
from tests.bot.cli.conftest import Run
from tests.bot.cli.test_connect import history as history  # noqa: PLC0414 - a fixture
from tests.bot.cli.test_connect import within

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
TEAMS = {"T1": "m02", "T2": "m03"}


@pytest.fixture
def votes(history: Path) -> Path:
    """Two workspaces of two shops whose people chose the second version, eight times each."""
    within(history, _votes)
    return history


async def _votes(session: AsyncSession) -> None:
    for team, shop in TEAMS.items():
        await note_workspace(session, team_id=team, name=f"Team {team}", now=NOW)
        await connect_workspace(session, team_id=team, merchant_id=shop, now=NOW)
        for number in range(8):
            said = suggestion(id=f"S-{shop}-{number}").model_dump(mode="json")
            told = {"draft": draft(number, merchant=None).model_dump(mode="json"), "suggestion": said}
            await save_suggestion(session, merchant_id=shop, **told, now=NOW)
            await add_signal(session, **_signal(team, shop, number))


def _signal(team: str, shop: str, number: int) -> dict[str, Any]:
    place = {"team_id": team, "merchant_id": shop, "channel": "C1", "ts": "1.5", "user_id": "U1"}
    about = {"suggestion_id": f"S-{shop}-{number}", "kind": "choice", "value": "2", "version": 2}
    return place | about | {"key": f"{team} {number}", "at": NOW}


def lend(file: Path, team: str) -> None:
    """An admin ticks the box."""

    async def tick(session: AsyncSession) -> None:
        await session.exec(update(Workspace).where(col(Workspace.team_id) == team).values(lends_votes=True))

    within(file, tick)


@pytest.mark.usefixtures("votes")
def test_what_was_said_is_learned_once_and_then_shown(run: Run) -> None:
    told = [json.loads(line) for line in run("preferences", "train", "--json").stdout.splitlines()]
    assert {one["merchant_id"]: one["version"] for one in told} == {"m02": 1, "m03": 1}
    assert "Nothing new" in run("preferences", "train").stdout
    shown = run("preferences", "show", "--merchant", "Kopi Lorong").stdout
    assert "version 1" in shown
    assert "8 of 8 choices" in shown
    found = json.loads(run("preferences", "show", "--merchant", "m02", "--json").stdout)
    assert (found["merchant"], found["pairs"]) == ("m02", 16)
    assert found["habits"]


def test_before_anything_was_learned_it_says_so(run: Run, history: Path) -> None:  # noqa: ARG001 - it is there
    told = run("preferences", "show", "--merchant", "m02")
    assert (told.exit_code, "nothing is known" in told.stdout) == (0, True)


def test_the_status_tells_who_lends(run: Run, votes: Path) -> None:
    assert "No workspace lends" in run("preferences", "status").stdout
    lend(votes, "T1")
    rows = [json.loads(line) for line in run("preferences", "status", "--json").stdout.splitlines()]
    assert [(row["workspace"], row["merchant"], row["votes"], row["lends"]) for row in rows] == [
        ("T1", "m02", 8, True),
        ("T2", "m03", 8, False),
    ]


def test_only_what_is_lent_is_exported_all_about_a_campaign_in_one_file(run: Run, votes: Path) -> None:
    lend(votes, "T1")
    told = run("preferences", "export", "--format", "trl", "--out", "out")
    assert told.exit_code == 0, told.output
    files = {p.stem: p.read_text(encoding="utf-8").splitlines() for p in Path("out").iterdir()}
    assert set(files) == {"train", "validation", "test"}
    found = {name: [json.loads(line) for line in lines] for name, lines in files.items()}
    everything = [line for lines in found.values() for line in lines]
    assert len(everything) == 16
    assert {line["merchant_id"] for line in everything} == {"m02"}
    campaigns = [{line["campaign"] for line in lines} for lines in found.values()]
    assert sum(map(len, campaigns)) == len(set.union(*campaigns)) == 8


def test_a_split_can_be_printed(run: Run, votes: Path) -> None:
    lend(votes, "T2")
    told = run("preferences", "export", "--format", "openai", "--out", "-")
    assert told.stdout
    for line in told.stdout.splitlines():
        assert json.loads(line).keys() == {"input", "preferred_output", "non_preferred_output"}


@pytest.mark.usefixtures("votes")
def test_without_a_lender_nothing_is_exported_and_it_says_why(run: Run) -> None:
    told = run("preferences", "export", "--format", "trl-unpaired", "--out", "-")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "No workspace lends" in told.stderr


@pytest.mark.usefixtures("votes")
def test_what_somebody_taught_goes_with_them(run: Run) -> None:
    run("preferences", "train")
    assert run("forget", "--workspace", "T1", "--yes").exit_code == 0
    assert "nothing is known" in run("preferences", "show", "--merchant", "m02").stdout
    assert "version 1" in run("preferences", "show", "--merchant", "m03").stdout

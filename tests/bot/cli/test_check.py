import asyncio
import json
from pathlib import Path

import pytest

from playground import Playground
from tests.bot.cli.conftest import Run


def parts(run: Run) -> tuple[int, dict[str, dict[str, str]]]:
    result = run("check", "--json")
    return result.exit_code, {part["part"]: part for part in json.loads(result.stdout)["parts"]}


def test_on_a_fresh_machine_nothing_is_broken_and_what_is_missing_says_what_to_do(
    run: Run, tmp_path: Path
) -> None:
    code, found = parts(run)
    assert code == 0
    assert found["history"]["state"] == "missing"
    assert "python -m bot seed" in found["history"]["follows"]
    assert found["embedding"]["state"] == "ok"
    assert list(tmp_path.iterdir()) == [], "looking changes nothing"


def test_a_misspelt_variable_is_a_problem(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMAGENT_ENGIN", "rules")
    code, found = parts(run)
    assert code == 1
    assert "CRMAGENT_ENGIN" in found["settings"]["found"]


def test_a_database_that_does_not_answer_is_a_problem_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:geheim@127.0.0.1:1/none")
    code, found = parts(run)
    assert code == 1
    assert found["history"]["state"] == "problem"
    assert "geheim" not in json.dumps(found)


def test_a_data_folder_that_is_a_file_is_a_problem(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "var").write_text("")
    monkeypatch.setenv("CRMAGENT_DATA_DIR", "var")
    code, found = parts(run)
    assert (code, found["data folder"]["state"]) == (1, "problem")


@pytest.mark.parametrize(
    ("given", "state", "told"),
    [
        ({}, "missing", "neither a bot token nor a client id"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "problem", "SLACK_SIGNING_SECRET"),
        ({"SLACK_CLIENT_ID": "1.2"}, "problem", "SLACK_CLIENT_SECRET"),
    ],
)
def test_what_slack_lacks_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], state: str, told: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    code, found = parts(run)
    assert (found["slack"]["state"], code) == (state, int(state == "problem"))
    assert told in found["slack"]["found"]
    assert "python -m bot serve" in found["slack"]["follows"]


async def test_slack_is_asked_who_the_token_makes_us(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Playground() as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
        code, found = await asyncio.to_thread(parts, run)
        assert (code, found["slack"]["found"]) == (0, "Socket Mode, as @CRMAgent in “Kopi Lorong”")
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-unknown")
        code, found = await asyncio.to_thread(parts, run)
        assert (code, found["slack"]["state"]) == (1, "problem")
        assert "SLACK_BOT_TOKEN" in found["slack"]["found"]
        assert "unknown" not in json.dumps(found)


def test_for_people_every_part_is_a_line(run: Run) -> None:
    result = run("check")
    for part in (
        "program",
        "settings",
        "data folder",
        "engine",
        "history",
        "embedding",
        "vector index",
        "slack",
    ):
        assert part in result.stdout

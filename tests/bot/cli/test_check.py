import json
from pathlib import Path

import pytest

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


def test_for_people_every_part_is_a_line(run: Run) -> None:
    result = run("check")
    for part in ("program", "settings", "data folder", "engine", "history", "embedding", "vector index"):
        assert part in result.stdout

from pathlib import Path

import pytest

from bot.cli.errors import PROBLEM, USAGE, UsageError, describe, shielded
from bot.settings import SettingsError
from handlers.errors import UnknownShopError
from tests.bot.cli.conftest import Run


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (UsageError("Say which."), "Say which.", USAGE),
        (SettingsError("CRMAGENT_ENGINE", "it is wrong"), "CRMAGENT_ENGINE cannot be used", USAGE),
        (UnknownShopError("x", ["m1"]), "I know no merchant “x”", PROBLEM),
        (FileNotFoundError(2, "No such file", "a.csv"), "“a.csv” does not exist", PROBLEM),
        (PermissionError(13, "Denied", "a.csv"), "may not be read or written", PROBLEM),
        (ConnectionRefusedError(111, "Connection refused"), "The database could not be used", PROBLEM),
    ],
)
def test_an_expected_error_becomes_its_sentence_and_code(error: Exception, told: str, code: int) -> None:
    sentence, found = describe(error)
    assert told in sentence
    assert found == code


def test_an_unforeseen_error_is_written_down_under_a_reference_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CRMAGENT_DATA_DIR", str(tmp_path))
    sentence, code = describe(KeyError("secret inside"))
    reference = sentence.partition("reference ")[2][:8]
    assert code == PROBLEM
    assert "KeyError" not in sentence
    assert "secret inside" not in sentence
    log = (tmp_path / "errors.log").read_text()
    assert reference in log
    assert "secret inside" in log


async def test_one_bad_item_does_not_end_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CRMAGENT_DATA_DIR", str(tmp_path))

    async def work() -> str:
        raise ValueError("boom")

    told = await shielded(work(), lambda sentence: f"refused: {sentence}")
    assert told.startswith("refused: Something went wrong that we did not foresee (reference ")


@pytest.mark.parametrize("command", ["check", "chat", "campaigns", "rewrite"])
def test_a_wrong_setting_ends_every_command_with_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("CRMAGENT_LOG_LEVEL", "loud")
    result = run(command, *(["Hi"] if command == "rewrite" else []), text="")
    assert result.exit_code == 2
    assert result.output.startswith("CRMAGENT_LOG_LEVEL cannot be used")
    assert result.output.count("\n") == 1

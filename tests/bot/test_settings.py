from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No variable of ours, and a folder without a .env file."""
    for name in Settings.variables().values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return


def test_with_nothing_set_the_history_is_a_file_in_the_data_folder() -> None:
    settings = load_settings()
    assert settings.database == "sqlite:///var/crmagent.db"
    assert settings.engine == "rules"


def test_the_data_folder_carries_the_database_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMAGENT_DATA_DIR", "/srv/crm")
    assert load_settings().database == "sqlite:////srv/crm/crmagent.db"


def test_the_usual_variable_names_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@localhost/crm")
    assert load_settings().database == "postgresql://bot@localhost/crm"


def test_a_file_named_env_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CRMAGENT_LOG_LEVEL=DEBUG\nCRMAGENT_DATA_DIR=a\nOTHER=1\n")
    monkeypatch.setenv("CRMAGENT_DATA_DIR", "b")
    settings = load_settings()
    assert (settings.log_level, settings.data_dir) == ("DEBUG", Path("b"))


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert load_settings().database.startswith("sqlite:")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CRMAGENT_ENGINE", "oracle"),
        ("CRMAGENT_LOG_LEVEL", "loud"),
        ("CRMAGENT_INGEST_MEMORY_MB", "plenty"),
        ("CRMAGENT_INGEST_MEMORY_MB", "3"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert refused.value.variable == variable
    assert str(refused.value).startswith(variable)
    assert "\n" not in str(refused.value)


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMAGENT_ENGIN", "rules")
    assert Settings.unknown_variables() == ("CRMAGENT_ENGIN",)

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
        ("SLACK_BOT_TOKEN", "xoxp-secret"),
        ("SLACK_APP_TOKEN", "xoxb-secret"),
        ("SLACK_API_URL", "slack.com/api"),
        ("CRMAGENT_ENCRYPTION_KEY", "c2VjcmV0"),
        ("CRMAGENT_PUBLIC_URL", "ftp://secret"),
        ("CRMAGENT_PORT", "70000"),
        ("CRMAGENT_REPLICA", "two words"),
        ("CRMAGENT_REQUESTS_PER_MINUTE", "0"),
        ("CRMAGENT_REACTIONS", "fire=2"),
        ("CRMAGENT_REACTIONS", "fire"),
        ("CRMAGENT_REACTIONS", "fire=nan"),
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
    assert "secret" not in str(refused.value)


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-geheim",
        "SLACK_APP_TOKEN": "xapp-geheim",
        "SLACK_SIGNING_SECRET": "geheim",
        "SLACK_CLIENT_SECRET": "geheim",
        "CRMAGENT_ENCRYPTION_KEY": "geheim" + "x" * 37 + "=",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert "geheim" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_a_secret_may_end_in_a_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1\n")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "abc\n")
    settings = load_settings()
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.slack_signing_secret is not None
    assert settings.slack_signing_secret.get_secret_value() == "abc"


def test_reactions_are_worth_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().reaction_weights["+1"] == 1
    assert load_settings().reaction_weights["-1"] == -1
    monkeypatch.setenv("CRMAGENT_REACTIONS", "+1=0.5, :fire: = 1,-1=-1")
    assert load_settings().reaction_weights == {"+1": 0.5, "fire": 1, "-1": -1}


@pytest.mark.parametrize(
    ("database", "jobs"),
    [
        ("", "sqlite:///var/jobs.db"),
        ("sqlite:///elsewhere/crm.db", "sqlite:///var/jobs.db"),
        ("postgresql://bot@localhost/crm", "postgresql://bot@localhost/crm"),
    ],
)
def test_jobs_are_recorded_on_the_server_or_in_a_file_of_their_own(
    monkeypatch: pytest.MonkeyPatch, database: str, jobs: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    assert load_settings().jobs_database == jobs


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMAGENT_ENGIN", "rules")
    assert Settings.unknown_variables() == ("CRMAGENT_ENGIN",)

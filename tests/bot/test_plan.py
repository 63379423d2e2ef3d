"""What is served with which settings, and what is refused before anything is opened."""

from pathlib import Path
from typing import Any

import pytest

from bot.plan import Plan, plan
from bot.settings import Settings, SettingsError

KEY = "x" * 43 + "="
APP, BOT, SIGNED = (
    {"slack_app_token": "xapp-1"},
    {"slack_bot_token": "xoxb-1"},
    {"slack_signing_secret": "s"},
)
PUBLIC = {"public_url": "https://crm.example.com"}
MANY = {"slack_client_id": "1.2", "slack_client_secret": "s", "encryption_key": KEY}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of ours, and a folder without a .env file."""
    for name in Settings.variables().values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def settings(*parts: dict[str, Any]) -> Settings:
    return Settings(**{name: value for part in parts for name, value in part.items()})


@pytest.mark.parametrize(
    ("given", "told", "expected"),
    [
        ((BOT, APP), {}, Plan(socket=True, http=False, many=False)),
        ((BOT, APP, SIGNED), {}, Plan(socket=True, http=False, many=False)),
        ((BOT, APP, PUBLIC), {}, Plan(socket=True, http=True, many=False)),
        ((BOT, SIGNED), {}, Plan(socket=False, http=True, many=False)),
        ((BOT, APP, SIGNED), {"http": True}, Plan(socket=False, http=True, many=False)),
        ((BOT, APP), {"http": True, "socket": True}, Plan(socket=True, http=True, many=False)),
        ((MANY, SIGNED), {}, Plan(socket=False, http=True, many=True)),
        ((MANY, APP), {}, Plan(socket=True, http=True, many=True)),
        ((MANY, APP), {"socket": True}, Plan(socket=True, http=False, many=True)),
    ],
)
def test_the_settings_decide_what_is_served_unless_told_otherwise(
    given: tuple[dict[str, Any], ...], told: dict[str, bool], expected: Plan
) -> None:
    assert plan(settings(*given), **told) == expected


@pytest.mark.parametrize(
    ("given", "told", "variable"),
    [
        ((), {}, "SLACK_BOT_TOKEN"),
        ((APP,), {}, "SLACK_BOT_TOKEN"),
        ((BOT,), {}, "SLACK_SIGNING_SECRET"),
        ((BOT, APP), {"http": True}, "SLACK_SIGNING_SECRET"),
        ((BOT, SIGNED), {"socket": True}, "SLACK_APP_TOKEN"),
        ((BOT, SIGNED, {"slack_client_id": "1.2"}), {}, "SLACK_BOT_TOKEN"),
        ((SIGNED, {"slack_client_id": "1.2"}), {}, "SLACK_CLIENT_SECRET"),
        ((SIGNED, {"slack_client_secret": "s"}), {}, "SLACK_CLIENT_ID"),
        (
            (SIGNED, {"slack_client_id": "1.2", "slack_client_secret": "s"}),
            {},
            "CRMAGENT_ENCRYPTION_KEY",
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_named(
    given: tuple[dict[str, Any], ...], told: dict[str, bool], variable: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        plan(settings(*given), **told)
    assert refused.value.variable == variable
    assert str(refused.value).startswith(variable)
    assert "\n" not in str(refused.value)

"""A Slack of our own for every test, and the bot in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground import Playground
from tests.handlers.slack.office import NOW, Office, open_office


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """The local Slack."""
    async with Playground(retry_after=(0, 0.2, 0.4)) as slack:
        yield slack


@pytest.fixture(params=["socket", "http"])
async def office(
    request: pytest.FixtureRequest,
    slack: Playground,
    tmp_path: Path,
    demo_history: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Office]:
    """The bot at work for Kopi Lorong, over Socket Mode and over HTTP."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with open_office(slack, tmp_path / "var", demo_history, http=request.param == "http") as office:
        yield office


@pytest.fixture
async def stranger(
    slack: Playground, tmp_path: Path, demo_history: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The bot in a workspace that is connected to no shop."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with open_office(slack, tmp_path / "var", demo_history, shop=None) as office:
        yield office


@pytest.fixture
async def strict(
    slack: Playground, tmp_path: Path, demo_history: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The bot with room for two requests a minute from each person."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with open_office(slack, tmp_path / "var", demo_history, per_minute=2) as office:
        yield office

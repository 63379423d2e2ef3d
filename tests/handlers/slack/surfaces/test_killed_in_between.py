"""kill -9 while a first version stands in Slack: the next process completes that very message."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from evals.model_server.good import good
from evals.model_server.server import ModelServer
from evals.slack_lab import BOT, App
from playground import Playground
from tests.handlers.slack.office import element, shown
from tests.handlers.slack.surfaces.drafts import CART


@pytest.fixture
async def model() -> AsyncIterator[ModelServer]:
    """A good model that holds back what it thinks of a rewrite."""
    async with ModelServer(good) as model:
        yield model.holds("compare")


@pytest.fixture
async def bot(
    slack: Playground, model: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[App]:
    """The bot as a program of its own, with that model and no history."""
    for name in [name for name in os.environ if name.startswith(("SLACK_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    settings = {
        "CRMAGENT_DATA_DIR": str(tmp_path / "var"),
        "CRMAGENT_ENGINE": "llm",
        "OPENAI_BASE_URL": model.url,
        "OPENAI_API_KEY": "sk-test",
        "DATABASE_URL": "",
    }
    bot = App(slack, BOT, settings)
    await bot.start()
    yield bot
    await bot.stop()


async def test_a_first_version_is_completed_by_the_next_process(
    slack: Playground, model: ModelServer, bot: App
) -> None:
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    ts = await ana.says(dm, CART)
    await slack.until(lambda: len(slack.messages(dm, ts)) > 1, 15)
    early = slack.messages(dm, ts)[1]
    await bot.kill()
    assert "on their way" in shown(early)
    model.let_go()
    await bot.start()
    await slack.until(lambda: element(slack.messages(dm, ts)[1], "use"), 15)
    [_, answer] = slack.messages(dm, ts)
    assert answer["ts"] == early["ts"]
    assert len(slack.calls("chat.postMessage")) == 1

"""A local Slack, a client that speaks for us there, and runs of a job without a database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.steps import NamedSteps, Record
from handlers.patience import Patience
from handlers.slack.clients import web_client
from playground import Playground

Result = TypeVar("Result")


@dataclass
class Runs:
    """A job's runs, one after the other; each sees what those before it recorded.

    `forgetful` names steps whose record is lost: the process died before it was written. `waits`
    has the pauses between attempts, which take no time; `meanwhile` happens in each.
    """

    began: float
    forgetful: set[str] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    count: int = 0
    meanwhile: Callable[[], object] = lambda: None

    def begin(self) -> NamedSteps:
        """The steps of the next run."""
        self.count += 1
        known = tuple(self.records) if self.count > 1 else None
        return NamedSteps(self._recorded, Patience(sleep=self._wait), began=self.began, records=known)

    async def _recorded(self, name: str, step: Callable[[], Awaitable[Result]]) -> Result:
        result = await step()
        if name not in self.forgetful:
            self.records.append(Record(name, result))
        return result

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.meanwhile()


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground() as playground:
        yield playground


@pytest.fixture
async def client(slack: Playground) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield web_client(base_url=slack.api_url, session=session, token=slack.bot_token)


@pytest.fixture
def runs(slack: Playground) -> Runs:
    return Runs(began=slack.world.clock.now())


def texts(messages: list[dict[str, Any]]) -> list[str]:
    """What messages say, as their notification would."""
    return [message["text"] for message in messages]

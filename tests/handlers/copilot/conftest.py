"""The tools on a copy of the demo history, and clients of the official kind to call them with."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

import pytest
import pytest_asyncio
from mcp import Client
from mcp.types import CallToolResult

from agents.types import Merchant
from bot.app import open_brain
from bot.copilot import copilot_desk, copilot_server
from bot.settings import Settings
from handlers.conversation import Conversation
from handlers.copilot.caller import SCOPES, Caller, Scope
from handlers.copilot.desk import CopilotDesk
from handlers.tenant import Tenant
from store.calls import list_calls
from store.rows.copilots import CallRow

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SHOP = Merchant(id="m02", name="Kopi Lorong", market="SG")
DRAFT: dict[str, Any] = {
    "body": "Hi {{first_name}}, we miss you!! Come back for a special treat",
    "audience": "potential_new_customers",
    "channel": "push",
    "title": "HELLO THERE",
}
OFFER = DRAFT | {
    "product": {"name": "Kopi-O Drip Bags", "category": "Food & Beverages > Coffee > Drip Bags"},
    "voucher": {"title": "S$5 OFF", "type": "fixed", "value": 5, "currency": "SGD", "min_spend": 35},
}


def caller(*scopes: Scope, merchant: Merchant | None = SHOP, **changes: Any) -> Caller:
    """Somebody at this machine with these switches, all if none is named."""
    tenant = Tenant(merchant=merchant, name="a test")
    known = Caller(who="local", via="local", tenant=tenant, scopes=frozenset(scopes or SCOPES))
    return known.model_copy(update=changes)


@pytest.fixture(scope="module")
def folder(demo_history: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo history in it, for the tests of one file."""
    return Path(shutil.copytree(demo_history, tmp_path_factory.mktemp("copilot") / "data"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(folder: Path) -> AsyncIterator[CopilotDesk]:
    """The tools' desk, on the day of the demo."""
    settings = Settings(_env_file=None, data_dir=folder, calls_per_minute=1_000)  # type: ignore[call-arg]
    async with open_brain(settings) as opened:
        assert opened.database is not None
        brain = replace(opened, clock=lambda: NOW)
        yield copilot_desk(settings, brain, partial(Conversation, brain), opened.database, local=caller())


class Assistant:
    """A client in memory, as an assistant has one."""

    def __init__(self, desk: CopilotDesk, **options: Any) -> None:
        self.desk = desk
        self.client = Client(copilot_server(desk), **options)
        self._ready, self._done = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> Self:
        self._holding = asyncio.create_task(self._hold())
        await asyncio.wait_for(self._ready.wait(), 20)
        return self

    async def __aexit__(self, *error: object) -> None:
        self._done.set()
        await self._holding
        await self.desk.audit.settled()

    async def _hold(self) -> None:
        """The client wants to be closed by the task that opened it, which fixtures don't promise."""
        async with self.client:
            self._ready.set()
            await self._done.wait()

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """A tool's result, whatever it is."""
        result = await self.client.call_tool(tool, arguments)
        assert isinstance(result, CallToolResult)
        return result

    async def ask(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The value of a call that goes well."""
        result = await self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        assert result.structured_content is not None
        return dict(result.structured_content)

    async def refusal(self, tool: str, **arguments: Any) -> str:
        """The words of a call that doesn't."""
        result = await self.call(tool, **arguments)
        assert result.is_error, text_of(result)
        return text_of(result)

    async def calls(self) -> tuple[CallRow, ...]:
        """What was written down, newest first."""
        await self.desk.audit.settled()
        async with self.desk.database.session() as session:
            return await list_calls(session, merchant_id=None, limit=50)


def text_of(result: CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    return str(content.text)  # type: ignore[union-attr]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def assistant(desk: CopilotDesk) -> AsyncIterator[Assistant]:
    """A client with every switch on."""
    async with Assistant(desk) as opened:
        yield opened

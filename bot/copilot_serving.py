"""Serving assistants alone, where there is no Slack."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.cli.errors import shielded
from bot.copilot import copilot_desk, open_site
from bot.mind import open_mind
from bot.serving import stop_on_signals
from bot.settings import Settings
from bot.transports import bind, open_web
from bot.web import Health, bare_site
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.http import MCP_PATH

_PATIENCE = 2  # seconds the database has to say that it is there


@dataclass(frozen=True)
class ServedCopilots:
    """The tools are served at `address`; `failing` ends only if serving does."""

    address: str
    desk: CopilotDesk
    failing: Awaitable[None]


async def serve_copilots(settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises as `open_copilots` does."""
    async with stop_on_signals() as stop, open_copilots(settings) as served:
        tell(f"CRMAgent serves assistants at {served.address}{MCP_PATH}. Ctrl-C ends it.")
        waiting = {asyncio.ensure_future(stop.wait()), asyncio.ensure_future(served.failing)}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)


@asynccontextmanager
async def open_copilots(settings: Settings) -> AsyncIterator[ServedCopilots]:
    """Serve the tools until the end of the block.

    Raises `SettingsError` for a port that can't be had, and what the database raises.
    """
    async with AsyncExitStack() as stack:
        bound = stack.enter_context(bind(settings.host, settings.port))
        mind = await stack.enter_async_context(open_mind(settings))
        desk = copilot_desk(settings, mind.brain, mind.converse, mind.database)
        host, port = bound.getsockname()[:2]
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        site = open_site(settings, desk, address=address)
        web = bare_site(site.routes, health=partial(_health, desk), running=site.running)
        yield ServedCopilots(address, desk, await stack.enter_async_context(open_web(web, bound)))


async def _health(desk: CopilotDesk) -> Health:
    asked = asyncio.wait_for(_ask(desk), _PATIENCE)
    well = await shielded(asked, lambda _why: False)
    return {"ok": well, "database": well}


async def _ask(desk: CopilotDesk) -> bool:
    async with desk.database.engine.connect() as connection:
        await connection.exec_driver_sql("SELECT 1")
    return True

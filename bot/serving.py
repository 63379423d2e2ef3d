"""Serving Slack: from the first look at the settings to the last job that is put away."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.copilot import open_site
from bot.health import read_health
from bot.plan import Plan
from bot.schedule import open_schedule
from bot.settings import Settings
from bot.slack import SlackSide, open_slack
from bot.transports import bind, open_socket, open_web
from bot.web import EVENTS_PATH, web_app
from handlers.copilot.http import MCP_PATH
from handlers.slack.installing import INSTALL_PATH

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Served:
    """Slack is served: `greeting` says it to people; `address` of the site, "" without one.

    `failing` never ends, unless serving does.
    """

    slack: SlackSide
    greeting: str
    address: str
    failing: Awaitable[None]


async def serve(settings: Settings, plan: Plan, tell: Tell) -> None:
    """Serve until SIGTERM or Ctrl-C; what is under way is finished or parked, then all is closed.

    A second signal ends the process at once: jobs are recorded, the next start goes on with them.
    Raises as `open_served` does.
    """
    async with stop_on_signals() as stop, open_served(settings, plan) as served:
        tell(f"{served.greeting} Ctrl-C ends it.")
        stopped = asyncio.ensure_future(stop.wait())
        failed = asyncio.ensure_future(served.failing)
        await asyncio.wait({stopped, failed}, return_when=asyncio.FIRST_COMPLETED)
        if failed.done():
            failed.result()
        tell("Stopping: finishing what is under way.")


@asynccontextmanager
async def open_served(settings: Settings, plan: Plan) -> AsyncIterator[Served]:
    """Serve Slack until the end of the block.

    Raises `SettingsError`, `SlackAwayError` and what the database raises, before anything is served.
    """
    async with AsyncExitStack() as stack:
        bound = stack.enter_context(bind(settings.host, settings.port)) if plan.http else None
        slack = await stack.enter_async_context(open_slack(settings, plan))
        await stack.enter_async_context(open_schedule(slack.database, slack.jobs, slack.clock))
        token = settings.slack_app_token if plan.socket else None
        socket = await stack.enter_async_context(open_socket(slack.app, token)) if token else None
        address, failing = "", asyncio.get_running_loop().create_future()
        if bound:
            address = _address(bound.getsockname())
            copilot = open_site(settings, slack.copilot, address=address)
            site = web_app(
                slack.app,
                health=partial(read_health, slack, socket),
                events=socket is None,
                more=copilot.routes,
                running=copilot.running,
            )
            failing = await stack.enter_async_context(open_web(site, bound))
        yield Served(slack, _greeting(slack, plan, address), address, failing)


@asynccontextmanager
async def stop_on_signals() -> AsyncIterator[asyncio.Event]:
    """An event that SIGTERM or Ctrl-C sets, the first time; the second time the process ends."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    before = {kind: signal.getsignal(kind) for kind in (signal.SIGTERM, signal.SIGINT)}

    def first() -> None:
        stop.set()
        for kind in before:
            loop.remove_signal_handler(kind)
            signal.signal(kind, signal.SIG_DFL)

    for kind in before:
        loop.add_signal_handler(kind, first)
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            loop.remove_signal_handler(kind)
            signal.signal(kind, handler)


def _greeting(slack: SlackSide, plan: Plan, address: str) -> str:
    """Who is served, and where."""
    where = "over Socket Mode" if plan.socket else f"at {address}{EVENTS_PATH}"
    line = f"CRMAgent serves Slack {where}, as {slack.speaks}."
    if plan.many:
        page = f" at {address}{INSTALL_PATH}" if address else ""
        line = f"CRMAgent serves Slack {where}, for {slack.speaks}{page}."
    return f"{line} Assistants reach it at {address}{MCP_PATH}." if address else line


def _address(name: tuple[str, int]) -> str:
    host, port = name[0], name[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

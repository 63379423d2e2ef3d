"""The workspace as a program: `python -m playground`."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from playground.errors import PlaygroundError
from playground.process import BotProcess, environment
from playground.scene import play_scene
from playground.server import MANIFEST, RETRY_AFTER, Playground
from playground.ui import routes

_HELP = """A local Slack workspace in your browser, with the bot in it. Nothing leaves this machine.

It speaks Slack's own protocol, so the bot runs as it would against slack.com: all it gets is another address
and made-up tokens. The workspace lives in memory and is gone at the end. Ctrl-C ends both.
"""
EXAMPLES = (
    "[bold]python -m playground[/bold]  the workspace, and the bot over Socket Mode\n\n"
    "[bold]python -m playground --events-url http://127.0.0.1:3000/slack/events[/bold]  the bot over signed "
    "HTTP\n\n"
    "[bold]python -m playground --no-bot[/bold]  the workspace alone; it prints what a bot needs to reach it"
)


_RETRY = ",".join(f"{seconds:g}" for seconds in RETRY_AFTER)


def main() -> None:
    """Run the program; ends the process with the exit code."""
    app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=False)
    app.command(help=_HELP, epilog=EXAMPLES)(play)
    app()


def play(
    port: Annotated[int, typer.Option(help="Port of the workspace on 127.0.0.1; 0 takes a free one.")] = 3900,
    manifest: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The app's manifest, if not manifest.yml.", show_default=False),
    ] = MANIFEST,
    events_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Deliver by signed HTTP to this address instead of Socket Mode."),
    ] = None,
    bot: Annotated[bool, typer.Option("--bot/--no-bot", help="Start the bot as well.")] = True,
    retry: Annotated[
        str,
        typer.Option(metavar="SECONDS", help="When to deliver again what was not acknowledged."),
    ] = _RETRY,
    scene: Annotated[
        bool, typer.Option("--scene", help="Begin with a conversation that people hold with the bot.")
    ] = False,
    paced: Annotated[
        bool, typer.Option("--paced", help="Take one message a second and channel, as Slack does.")
    ] = False,
) -> None:
    """Run the workspace until Ctrl-C."""
    try:
        slack = Playground(manifest, port=port, retry_after=_seconds(retry), routes=routes, paced=paced)
        asyncio.run(_run(slack, events_url, bot=bot, scene=scene))
    except PlaygroundError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


async def _run(slack: Playground, events_url: str | None, *, bot: bool, scene: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(slack)
        slack.events_url = events_url
        if not bot:
            typer.echo(f"The workspace is at {slack.url}\n{_needed(slack)}")
            await stop.wait()
            return
        process = BotProcess(slack)
        stack.push_async_callback(process.stop)
        if await _first(process.start(), stop):
            address = await play_scene(slack, today=datetime.now(UTC).date()) if scene else slack.url
            typer.echo(f"The workspace is at {address} (Ctrl-C ends it)")
            if await _first(process.ended(), stop):
                raise PlaygroundError("The bot has ended; its own words are above.")


async def _first(work: Coroutine[Any, Any, object], stop: asyncio.Event) -> bool:
    """Whether the work came to its end before it was time to stop; raises what it raised."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        await doing
        return True
    doing.cancel()
    return False


def _seconds(said: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in said.split(",") if part.strip())
    except ValueError:
        raise typer.BadParameter(
            "use seconds set apart by commas, like 0,60,300", param_hint="--retry"
        ) from None


def _needed(slack: Playground) -> str:
    lines = (f"  {name}={value}" for name, value in environment(slack).items())
    return "\n".join(("A bot reaches it with:", *lines))

"""`mcp`: the tools for an assistant on this machine."""

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import UsageError, run
from bot.cli.options import MerchantOption, now

if TYPE_CHECKING:
    from agents.types import Merchant
    from bot.settings import Settings

_DEMO = "m02"


def mcp(
    merchant: MerchantOption = None,
    http: Annotated[
        bool, typer.Option("--http", help="Over the network instead: at /mcp, for whoever has a token.")
    ] = False,
) -> None:
    """Serve the tools to an assistant on this machine, over standard input and output (MCP).

    [bold]python -m bot mcp --merchant m02[/bold]

    Claude Desktop, VS Code, Cursor and others start it themselves: docs/plugin.md has the lines to paste.
    Without a history of your own it brings the demo's. “serve” has the same tools at /mcp, beside Slack;
    [bold]python -m bot mcp --http[/bold] has them alone, for whoever has a token (“token create”).
    """
    run(_mcp_over_http if http else lambda: _mcp(merchant))


async def _mcp_over_http() -> None:
    from bot.copilot_serving import serve_copilots  # noqa: PLC0415 - slow to load
    from bot.settings import load_settings  # noqa: PLC0415

    await serve_copilots(await _with_history(load_settings()), partial(typer.echo, err=True))


async def _mcp(said: str | None) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.copilot import copilot_server, open_local  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.copilot.local import serve_locally  # noqa: PLC0415

    settings = await _with_history(load_settings())
    async with open_local(settings, await _shop(settings, said)) as desk:
        await serve_locally(copilot_server(desk), desk.brain.warm)
    sys.stdout.flush()
    os._exit(0)  # at once, whatever is half loaded: nobody is there to wait for it


async def _with_history(settings: "Settings") -> "Settings":
    """The settings, or where there is no history at all those of the demo's, which is loaded then."""
    file = settings.database_file
    if file is None or file.exists():
        return settings
    from bot.app import open_history  # noqa: PLC0415 - as above
    from store.demo.seed import seed  # noqa: PLC0415

    demo = settings.model_copy(update={"data_dir": settings.data_dir / "demo", "database_url": ""})
    assert demo.database_file is not None  # noqa: S101 - without an address it is a file
    if not demo.database_file.exists():
        demo.data_dir.mkdir(parents=True, exist_ok=True)
        async with open_history(demo, create=True) as database:
            await seed(database, demo.data_dir, now=now())
    typer.echo(f"There is no history yet, so this is the demo's, in {demo.data_dir}.", err=True)
    return demo


async def _shop(settings: "Settings", said: str | None) -> "Merchant":
    """The shop that was named, the only one, or the demo's. Raises `UsageError`, `UnknownShopError`."""
    from bot.app import open_history  # noqa: PLC0415 - as above
    from handlers.history import merchants_named  # noqa: PLC0415

    async with open_history(settings) as database:
        known = await merchants_named(database, said)
    wanted = known if len(known) == 1 else tuple(shop for shop in known if shop.id == _DEMO)
    if not wanted:
        names = ", ".join(f"{shop.id} ({shop.name})" for shop in known[:20]) or "none yet"
        raise UsageError(f"Say whose shop this is with --merchant; known are {names}.")
    return wanted[0]

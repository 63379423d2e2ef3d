"""`seed`: the demo history."""

from typing import TYPE_CHECKING

import typer

from bot.cli.errors import run
from bot.cli.options import now

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database
    from store.demo.seed import SeedReport


def seed() -> None:
    """Load the demo history: fictional merchants, their campaigns and message logs. Twice changes nothing.

    [bold]python -m bot seed[/bold]
    """
    run(_seed)


async def _seed() -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import bring_index_up_to_date, open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    async with open_history(settings, create=True) as database:
        report = await _load(settings, database)
        if not (report.unchanged and settings.index_file.exists()):
            typer.echo("Preparing the search for similar campaigns …", err=True)
            await bring_index_up_to_date(settings, database)
    there = "was there already" if report.unchanged else "is loaded"
    typer.echo(
        f"The demo history {there}: {report.merchants} fictional merchants, {report.campaigns} campaigns, "
        f"{report.messages:,} messages."
    )


async def _load(settings: "Settings", database: "Database") -> "SeedReport":
    from bot.cli.progress import share_bar  # noqa: PLC0415 - as above
    from store.demo.seed import seed as load  # noqa: PLC0415
    from store.ingest.engine import Limits  # noqa: PLC0415

    limits = Limits(memory=f"{settings.ingest_memory_mb}MB")
    with share_bar() as progress:
        return await load(database, settings.data_dir, now=now(), limits=limits, progress=progress)

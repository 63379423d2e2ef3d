"""`ingest`: message logs and campaigns into the history."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.cli.errors import PROBLEM, run, shielded
from bot.cli.options import JsonOption, now

if TYPE_CHECKING:
    from bot.settings import Settings
    from store.database import Database
    from store.ingest.report import ImportReport

Kind = Literal["sends", "events", "messages", "campaigns"]
_SHOWN = 5  # rejected lines


def ingest(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV, JSON Lines or Parquet.")],
    merchant: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Whose files they are."),
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="What they hold, where their columns leave it open.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take in message logs and campaigns, and score every template anew. The same file twice changes nothing.

    [bold]python -m bot ingest campaigns.csv sends.parquet events.csv --merchant m42[/bold]

    Campaigns come first: logs of unknown campaigns are rejected. Rows that cannot be used land in a
    file of rejects, and the rest goes on.
    """
    run(lambda: _ingest(files, merchant, kind, as_json=as_json))


async def _ingest(files: list[Path], merchant: str | None, kind: Kind | None, *, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import bring_index_up_to_date, open_history  # noqa: PLC0415
    from bot.cli.trial_news import tell_of_trials  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    failed = changed = False
    async with open_history(settings, create=True) as database:
        for file in files:
            report = await shielded(_take(settings, database, file, merchant, kind), str)
            failed = failed or isinstance(report, str)
            changed = changed or not (isinstance(report, str) or report.unchanged)
            _tell(report, as_json=as_json)
        if changed:
            await tell_of_trials(database, merchant)
            await bring_index_up_to_date(settings, database)
    if failed:
        raise typer.Exit(PROBLEM)


async def _take(
    settings: "Settings", database: "Database", file: Path, merchant: str | None, kind: Kind | None
) -> "ImportReport":
    from bot.cli.progress import share_bar  # noqa: PLC0415 - as above
    from store.ingest.engine import Limits  # noqa: PLC0415
    from store.ingest.run import ingest as take  # noqa: PLC0415

    limits = Limits(memory=f"{settings.ingest_memory_mb}MB")
    with share_bar() as progress:
        return await take(
            database, settings.data_dir, file, now=now(), merchant_id=merchant, kind=kind, limits=limits,
            progress=progress,
        )  # fmt: skip


def _tell(report: "ImportReport | str", *, as_json: bool) -> None:
    """Say how a file was taken in, or why it was not."""
    if isinstance(report, str):
        typer.echo(report, err=True)
    elif as_json:
        typer.echo(_json(report))
    else:
        for line in _lines(report):
            typer.echo(line)


def _lines(report: "ImportReport") -> list[str]:
    """What a person wants to know of an import."""
    if report.unchanged:
        return [f"{report.filename}: {' '.join(report.notes)}"]
    counted = f"{report.rows_taken:,} {report.kind} taken in, {report.rows_rejected:,} rejected"
    lines = [f"{report.filename}: {counted}; {report.templates_scored:,} templates have a score now."]
    lines += [f"  {note}" for note in report.notes]
    lines += [f"  line {rejection.line}: {rejection.reason}" for rejection in report.rejections[:_SHOWN]]
    if report.rejects_file and report.rows_rejected:
        lines.append(f"  All rejected lines: {report.rejects_file}")
    return lines


def _json(report: "ImportReport") -> str:
    return json.dumps(asdict(report), default=str, ensure_ascii=False)

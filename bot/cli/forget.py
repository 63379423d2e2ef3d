"""`forget`: what is kept of a person, a workspace or a shop goes."""

import re
from typing import Annotated

import typer

from bot.cli.errors import PROBLEM, run
from bot.cli.options import JsonOption, now

_USER, _TEAM = re.compile(r"[UW][A-Z0-9_]+"), re.compile(r"T[A-Z0-9_]+")


def forget(
    user: Annotated[str | None, typer.Option(metavar="U…", help="A person, by their Slack id.")] = None,
    workspace: Annotated[
        str | None, typer.Option(metavar="T…", help="A workspace, or the one in which --user is forgotten.")
    ] = None,
    merchant: Annotated[
        str | None, typer.Option(metavar="ID", help="A shop with its whole history, by id or name.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Forget a person, a workspace or a shop: what is kept of them goes, and what their votes taught.

    [bold]python -m bot forget --user U0123ABCD --dry-run[/bold]

    Of a person go votes, threads, their words in answers and finished requests, and their name
    everywhere else. Drafts stay: they are the shop's history and name nobody. There is no way back.
    """
    _check(user, workspace, merchant)
    run(lambda: _forget(user, workspace, merchant, dry_run=dry_run, yes=yes, as_json=as_json))


def _check(user: str | None, team: str | None, merchant: str | None) -> None:
    if not (user or team or merchant) or (merchant and (user or team)):
        raise typer.BadParameter("Say whom: --user U…, --workspace T… (or both), or --merchant ID.")
    if user and not _USER.fullmatch(user):
        raise typer.BadParameter(f"“{user}” is no person: ids look like U0123ABCD, as in a Slack profile.")
    if team and not _TEAM.fullmatch(team):
        raise typer.BadParameter(f"“{team}” is no workspace: ids look like T0123ABCD.")


async def _forget(
    user: str | None, team: str | None, shop: str | None, *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.cli.forgetting import Whom, gone, tell  # noqa: PLC0415
    from bot.learning import learn  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415

    settings = load_settings()
    async with open_history(settings) as database:
        merchant = (await find_merchant(database, shop)).id if shop else None
        whom = Whom(user=user, team=team, merchant=merchant)
        found = await gone(settings, database, whom, rehearse=True)
        if not dry_run and found.is_something:
            if not yes:
                tell(whom, found, done=False, as_json=False)
                _ask(whom)
            found = await gone(settings, database, whom, rehearse=False)
            await learn(settings, database, now=now())
    tell(whom, found, done=not dry_run, as_json=as_json)


def _ask(whom: object) -> None:
    if not typer.confirm(f"Forget {whom}? There is no way back", err=True):
        typer.echo("Nothing was changed.", err=True)
        raise typer.Exit(PROBLEM)

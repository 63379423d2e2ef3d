"""`connect`: a workspace and the merchant for whom the bot speaks in it."""

import json
import re
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import UsageError, run
from bot.cli.options import JsonOption, now

if TYPE_CHECKING:
    from agents.types import Merchant
    from store.database import Database

# No letter or digit that is taken for another, heard or read.
_LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"
_GROUPS, _LENGTH = 3, 4
_VALID = timedelta(hours=24)
_TEAM = re.compile(r"T[A-Z0-9_]+")


def connect(
    merchant: Annotated[
        str, typer.Option(metavar="ID", help="The shop the bot is to speak for, by id or name.")
    ],
    workspace: Annotated[
        str | None,
        typer.Option(metavar="TEAM", help="Connect this workspace at once, by its id (T…)."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a one-time code that connects a Slack workspace to a merchant; valid for a day.

    [bold]python -m bot connect --merchant m02[/bold]

    In Slack, an admin enters it with “/crm connect” or on the Home tab. Without it, a workspace sees
    nobody's data. [bold]python -m bot connect --merchant m02 --workspace T0123ABCD[/bold] needs no code.
    """
    run(lambda: _connect(merchant, workspace, as_json=as_json))


async def _connect(said: str, team: str | None, *, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415

    if team is not None and not _TEAM.fullmatch(team):
        raise UsageError(f"“{team}” is no workspace: its id looks like T0123ABCD, as in Slack's web address.")
    async with open_history(load_settings()) as database:
        merchant = await find_merchant(database, said)
        if team is None:
            code, ends = await _new_code(database, merchant)
            _tell_code(merchant, code, ends, as_json=as_json)
        else:
            await _connect_now(database, merchant, team)
            _tell_connected(merchant, team, as_json=as_json)


async def _new_code(database: "Database", merchant: "Merchant") -> tuple[str, datetime]:
    """A code that is kept as its digest alone, and until when it is valid."""
    from handlers.slack.permission import digest_of  # noqa: PLC0415 - as above
    from store.codes import save_code  # noqa: PLC0415

    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    code, moment = "-".join(groups), now()
    async with database.session() as session:
        await save_code(
            session,
            digest=digest_of(code),
            merchant_id=merchant.id,
            expires_at=moment + _VALID,
            now=moment,
        )
    return code, moment + _VALID


async def _connect_now(database: "Database", merchant: "Merchant", team: str) -> None:
    from store.workspaces import connect_workspace, get_workspace, note_workspace  # noqa: PLC0415 - as above

    async with database.session() as session:
        if await get_workspace(session, team_id=team) is None:
            await note_workspace(session, team_id=team, name=team, now=now())
        await connect_workspace(session, team_id=team, merchant_id=merchant.id, now=now())


def _tell_code(merchant: "Merchant", code: str, ends: datetime, *, as_json: bool) -> None:
    if as_json:
        told = {"merchant": merchant.id, "code": code, "expires_at": ends.isoformat(timespec="seconds")}
        typer.echo(json.dumps(told))
        return
    until = ends.astimezone().strftime("%d %b, %H:%M")
    typer.echo(f"{code}  (for {merchant.name}, once, until {until})")
    typer.echo("In Slack, an admin enters it with “/crm connect” or on the Home tab.")


def _tell_connected(merchant: "Merchant", team: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"merchant": merchant.id, "workspace": team}))
    else:
        typer.echo(f"Workspace {team} is connected: the bot speaks for {merchant.name} there.")

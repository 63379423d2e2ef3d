"""`token`: who may call the tools over the network."""

from typing import Annotated

import typer

from bot.cli.errors import run
from bot.cli.options import JsonOption, MerchantOption
from bot.cli.tokening import Wanted, list_tokens, make_token, revoke_token

_ScopesOption = Annotated[
    str,
    typer.Option(
        metavar="LIST",
        help="What it may do, comma-separated: read (look into the shop's history, have drafts improved), "
        "write (keep feedback), personal (see personal data in the history).",
    ),
]
_ExpiresOption = Annotated[
    int, typer.Option("--expires", metavar="DAYS", min=0, help="After how many days it ends; 0 for never.")
]


def token_commands() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        no_args_is_help=True, help="Who may call the tools over the network: make, list, revoke."
    )
    for command in (create, list_, revoke):
        app.command(command.__name__.strip("_"))(command)
    return app


def create(
    merchant: Annotated[str, typer.Option(metavar="ID", help="The shop it speaks for, by id or name.")],
    scopes: _ScopesOption = "read",
    name: Annotated[str, typer.Option(metavar="NAME", help="Whose it is, for the lists.")] = "",
    expires: _ExpiresOption = 90,
    time_zone: Annotated[str, typer.Option(metavar="ZONE", help="Whose days it reckons with.")] = "UTC",
    as_json: JsonOption = False,
) -> None:
    """Make a token for one shop, and print it: it is shown once, and only its hash is kept.

    [bold]python -m bot token create --merchant m02 --scopes read,write --name "Ana's Claude"[/bold]
    """
    wanted = Wanted(merchant=merchant, scopes=scopes, name=name, days=expires, time_zone=time_zone)
    run(lambda: make_token(wanted, as_json=as_json))


def list_(merchant: MerchantOption = None, as_json: JsonOption = False) -> None:
    """List tokens, the newest first: of one shop, or of all.

    [bold]python -m bot token list --merchant m02[/bold]
    """
    run(lambda: list_tokens(merchant, as_json=as_json))


def revoke(token: Annotated[str, typer.Argument(metavar="ID", help="Its id, as the list has it.")]) -> None:
    """Let a token work no longer, within a second.

    [bold]python -m bot token revoke T-1a2b3c4d[/bold]
    """
    run(lambda: revoke_token(token))

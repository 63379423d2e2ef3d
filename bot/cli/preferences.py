"""`preferences`: what people's choices taught, and the choices as data for other trainers."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.errors import run
from bot.cli.options import JsonOption, MerchantOption

_HELP = """What people's choices taught, and the choices as data for other trainers.

[bold]python -m bot preferences show --merchant m02[/bold]
"""


def preference_commands() -> typer.Typer:
    """The commands `preferences show`, `train`, `status` and `export`."""
    app = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode="rich")
    for name, command in (("show", _show), ("train", _train), ("status", _status), ("export", _export)):
        app.command(name)(command)
    return app


def _show(merchant: MerchantOption = None, as_json: JsonOption = False) -> None:
    """Show what each shop's team likes, by its newest version.

    [bold]python -m bot preferences show --merchant "Kopi Lorong"[/bold]
    """
    from bot.cli.preferring import show  # noqa: PLC0415 - keeps `--help` quick

    run(lambda: show(merchant, as_json=as_json))


def _train(as_json: JsonOption = False) -> None:
    """Learn what was said since the last time; the bot does so by itself within a minute or two.

    [bold]python -m bot preferences train[/bold]
    """
    from bot.cli.preferring import train  # noqa: PLC0415 - as above

    run(lambda: train(as_json=as_json))


def _status(as_json: JsonOption = False) -> None:
    """List the connected workspaces, how many votes each has, and which lend theirs.

    [bold]python -m bot preferences status[/bold]

    A workspace's admins decide, in App Home under “Change Settings”. Only what is lent is exported and
    teaches what all shops have in common; each shop always learns from its own.
    """
    from bot.cli.preferring import status  # noqa: PLC0415 - as above

    run(lambda: status(as_json=as_json))


def _export(
    to: Annotated[Literal["openai", "trl", "trl-unpaired"], typer.Option("--format", help="Whose format.")],
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="For train, validation and test.jsonl; “-” prints one split."),
    ],
    split: Annotated[
        Literal["train", "validation", "test"], typer.Option(help="The split that “--out -” prints.")
    ] = "train",
    merchant: MerchantOption = None,
) -> None:
    """Export lent choices as preference data: OpenAI's format, or TRL's for pairs or single answers.

    [bold]python -m bot preferences export --format trl --out preferences[/bold]

    All that is about one campaign is in one split. Personal data is taken out and tags stand as ⟦P1⟧. The
    request is in our own short words; an answer is JSON with “title” and “body”.
    """
    from bot.cli.preferring import export  # noqa: PLC0415 - as above

    run(lambda: export(to, None if str(out) == "-" else out, split, merchant))

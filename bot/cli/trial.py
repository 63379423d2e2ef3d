"""`trial`: honest tests of a rewrite against its original."""

from typing import Annotated, Literal

import typer

from bot.cli.errors import run
from bot.cli.options import JsonOption, MerchantOption

ShopOption = Annotated[
    str, typer.Option("--merchant", metavar="ID", help="Whose trial it is, by id or name.")
]


def _share(said: str) -> float:
    """A share as people write it: "20%", "20 %", "0.2"."""
    text = said.strip().removeprefix("+")
    try:
        found = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise typer.BadParameter(f"“{said}” is no share: write it like 20% or 0.2.") from None
    if not 0 < found <= 10:  # noqa: PLR2004 - ten times as much is a slip
        raise typer.BadParameter(f"“{said}” is no share that anybody looks for: write it like 20% or 0.2.")
    return found


ShareOption = Annotated[float, typer.Option(parser=_share, metavar="SHARE")]


def trial_commands() -> typer.Typer:
    """The commands `trial plan`, `trial list`, `trial show` and `trial name`."""
    app = typer.Typer(
        help="Plan an honest test of a rewrite against its original, and see how it goes.",
        no_args_is_help=True,
        rich_markup_mode="rich",
    )
    for name, command in (("plan", _plan), ("list", _list), ("show", _show), ("name", _name)):
        app.command(name)(command)
    return app


def _plan(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    campaign: Annotated[str, typer.Option(metavar="ID", help="The campaign whose message is the original.")],
    merchant: ShopOption,
    lift: Annotated[
        float, typer.Option(parser=_share, metavar="SHARE", help="The gain worth finding.")
    ] = "20%",  # type: ignore[assignment] # the parser reads it
    weekly: Annotated[
        int | None, typer.Option(min=1, help="Messages a week, all versions together; else as lately.")
    ] = None,
    rewrites: Annotated[int, typer.Option(min=1, max=4, help="How many rewrites to hold against it.")] = 1,
    metric: Annotated[Literal["clicks", "score"], typer.Option(help="What counts.")] = "clicks",
    confidence: Annotated[
        float, typer.Option(parser=_share, metavar="SHARE", help="How sure to be.")
    ] = "95%",  # type: ignore[assignment] # as above
    power: Annotated[
        float, typer.Option(parser=_share, metavar="SHARE", help="How likely such a lift is found.")
    ] = "80%",  # type: ignore[assignment] # as above
    adaptive: Annotated[bool, typer.Option("--adaptive", help="Learn on the way; no verdict.")] = False,
    send_as: Annotated[str | None, typer.Option(metavar="ID", help="Campaign id to send it under.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say the plan; keep nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Plan a trial: how many messages it takes, how long, and what to call the versions.

    [bold]python -m bot trial plan --campaign C-1034 --merchant m02 --lift 20%[/bold]

    The rewrite is the bot's newest answer to this campaign, or is written now. Then send the versions, and
    bring the logs in with [bold]python -m bot ingest[/bold]: each import is looked at.
    """
    from bot.cli.trialing import Planned, plan  # noqa: PLC0415 - keeps `--help` quick

    wanted = {"lift": lift, "arms": rewrites + 1, "metric": metric, "confidence": confidence, "power": power}
    how = {"mode": "adaptive" if adaptive else "fixed", "send_as": send_as, "dry_run": dry_run}
    planned = Planned.model_validate(
        {"campaign": campaign, "merchant": merchant, "weekly": weekly, "wanted": wanted, **how}
    )
    run(lambda: plan(planned, as_json=as_json))


def _list(
    merchant: MerchantOption = None,
    running: Annotated[bool, typer.Option("--running", help="Only those that have not ended.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List trials, newest first, each with what its last look said.

    [bold]python -m bot trial list --merchant m02[/bold]
    """
    from bot.cli.trialing import list_all  # noqa: PLC0415 - as above

    run(lambda: list_all(merchant, running=running, as_json=as_json))


def _show(
    trial: Annotated[str, typer.Argument(metavar="TRIAL", help="Such as T-7KQ2.")],
    merchant: ShopOption,
    as_json: JsonOption = False,
) -> None:
    """Show one trial: its plan, how to send it, what the logs say so far.

    [bold]python -m bot trial show T-7KQ2 --merchant m02[/bold]
    """
    from bot.cli.trialing import show  # noqa: PLC0415 - as above

    run(lambda: show(trial, merchant, as_json=as_json))


def _name(
    trial: Annotated[str, typer.Argument(metavar="TRIAL", help="Such as T-7KQ2.")],
    names: Annotated[list[str], typer.Argument(metavar="A=NAME…", help="What your platform calls them.")],
    merchant: ShopOption,
) -> None:
    """Tell what your platform calls the versions, where it makes up names of its own.

    [bold]python -m bot trial name T-7KQ2 A=var_12 B=var_13 --merchant m02[/bold]
    """
    from bot.cli.trial_naming import name  # noqa: PLC0415 - as above

    run(lambda: name(trial, names, merchant))

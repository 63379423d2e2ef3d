"""`check`: what is configured, what is missing and what follows."""

import typer

from bot.cli.errors import PROBLEM, run
from bot.cli.options import JsonOption


def check(as_json: JsonOption = False) -> None:
    """Tell what is configured, what is missing and what follows. Exit code 1 if something is broken.

    [bold]python -m bot check[/bold]
    """
    run(lambda: _check(as_json=as_json))


async def _check(*, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.cli.checks import look_at_everything  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    looks = [look async for look in look_at_everything(load_settings())]
    broken = any(look.state == "problem" for look in looks)
    if as_json:
        import json  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        typer.echo(json.dumps({"ok": not broken, "parts": [asdict(look) for look in looks]}, indent=2))
    else:
        for look in looks:
            mark, color = {"ok": ("✓", "green"), "missing": ("–", "yellow")}.get(look.state, ("✗", "red"))
            typer.echo(f"{typer.style(mark, fg=color)} {look.part:<13} {look.found}")
            if look.follows:
                typer.echo(f"  {'':<13} {look.follows}")
    if broken:
        raise typer.Exit(PROBLEM)

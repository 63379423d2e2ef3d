"""`digest`: this week's digest, by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import PROBLEM, UsageError, run
from bot.cli.options import JsonOption, MerchantOption

if TYPE_CHECKING:
    from bot.cli.digesting import Made

EXAMPLES = (
    "[bold]python -m bot digest --dry-run --merchant m02[/bold] shows what it would say; nothing is posted "
    "or kept.\n\n"
    "[bold]python -m bot digest --merchant m02[/bold] posts it where the workspace's settings say, unless "
    "this week's was posted before. Without --merchant: every shop whose workspace chose a channel.\n\n"
    "While the bot is served it does this by itself, at each shop's own hour."
)


def digest(
    merchant: MerchantOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it here; post and keep nothing.")] = False,
    week: Annotated[
        str | None,
        typer.Option(metavar="WEEK", help="An ISO week, like 2026-W48; by default the current one."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Post the week's digest of a shop, or of all of them, or only show it. Each is posted once a week.

    [bold]python -m bot digest --dry-run[/bold]
    """
    run(lambda: _digest(merchant, week, dry_run=dry_run, as_json=as_json))


async def _digest(said: str | None, week: str | None, *, dry_run: bool, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from agents.digest.weeks import monday_of  # noqa: PLC0415
    from bot.cli.digesting import post_digests, show_digests  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    try:
        monday_of(week) if week else None
    except ValueError as error:
        raise UsageError(f"--week: {error}") from None
    work = show_digests if dry_run else post_digests
    made = [one async for one in work(load_settings(), said, week)]
    for one in made:
        typer.echo(_as_json(one) if as_json else one.told)
    if not all(one.fine for one in made):
        raise typer.Exit(PROBLEM)


def _as_json(made: "Made") -> str:
    import json  # noqa: PLC0415 - as above

    content = made.content.model_dump(mode="json") if made.content else None
    return json.dumps(
        {"merchant": made.merchant, "week": made.week, "said": made.told, "ok": made.fine, "digest": content},
        ensure_ascii=False,
    )

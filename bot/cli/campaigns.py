"""`campaigns`: what was sent, worst first."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import run
from bot.cli.options import JsonOption, MerchantOption

if TYPE_CHECKING:
    from handlers.talk import CampaignLine


def campaigns(
    merchant: MerchantOption = None,
    weak: Annotated[bool, typer.Option("--weak", help="Only the bottom quarter of each segment.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many a merchant.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List campaigns with their engagement score, the worst of their segment first.

    [bold]python -m bot campaigns --merchant "Kopi Lorong" --weak[/bold]

    Then: [bold]python -m bot rewrite --campaign ID --merchant "Kopi Lorong"[/bold]
    """
    run(lambda: _campaigns(merchant, weak=weak, limit=limit, as_json=as_json))


async def _campaigns(said: str | None, *, weak: bool, limit: int, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import campaigns_of, merchants_named  # noqa: PLC0415

    async with open_history(load_settings()) as database:
        for merchant in await merchants_named(database, said):
            lines = await campaigns_of(database, merchant, weak_only=weak, limit=limit)
            _show(f"{merchant.name} ({merchant.id})", lines, as_json=as_json)


def _show(owner: str, lines: "tuple[CampaignLine, ...]", *, as_json: bool) -> None:
    from handlers.terminal.guide import campaign_line  # noqa: PLC0415 - as above

    if not as_json and lines:
        typer.echo(typer.style(owner, bold=True))
    for line in lines:
        typer.echo(line.model_dump_json() if as_json else f"  {campaign_line(line)}")

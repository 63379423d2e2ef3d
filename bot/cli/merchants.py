"""`merchants`: who is in the history, and whether they share into the market."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import UsageError, run
from bot.cli.options import JsonOption, MerchantOption

if TYPE_CHECKING:
    from store.rows import MerchantRow


def merchants(
    merchant: MerchantOption = None,
    share: Annotated[
        bool | None,
        typer.Option(
            "--share/--keep", help="Let the strong messages of --merchant serve others as patterns, or not."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the merchants of the history, or change what one of them shares.

    [bold]python -m bot merchants --merchant m02 --share[/bold]
    """
    run(lambda: _merchants(merchant, share=share, as_json=as_json))


async def _merchants(said: str | None, *, share: bool | None, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415
    from store.merchants import list_merchants, set_consent  # noqa: PLC0415

    if share is not None and said is None:
        raise UsageError("Say whose consent it is: --merchant ID.")
    async with open_history(load_settings()) as database:
        if share is not None and said is not None:
            chosen = await find_merchant(database, said)
            async with database.session() as session:
                await set_consent(session, merchant_id=chosen.id, shares_into_market=share)
        async with database.session() as session:
            rows = await list_merchants(session)
    _show(rows, as_json=as_json)


def _show(rows: "tuple[MerchantRow, ...]", *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            shown = {"id": row.id, "name": row.name, "market": row.market, "shares": row.shares_into_market}
            typer.echo(json.dumps(shown, ensure_ascii=False))
        else:
            shares = "shares into the market" if row.shares_into_market else "keeps to itself"
            typer.echo(f"{row.id:<8} {row.name:<28} {row.market or '–':<4} {shares}")

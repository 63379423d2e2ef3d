"""`audit`: what assistants called."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import run
from bot.cli.options import JsonOption, MerchantOption

if TYPE_CHECKING:
    from store.rows.copilots import CallRow


def audit(
    merchant: MerchantOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the calls of assistants' tools, the newest first: who, which tool, how it ended, what it cost.

    [bold]python -m bot audit --merchant m02 --limit 20[/bold]
    """
    run(lambda: _audit(merchant, limit, as_json=as_json))


async def _audit(said: str | None, limit: int, *, as_json: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415
    from store.calls import list_calls  # noqa: PLC0415

    async with open_history(load_settings()) as database:
        merchant_id = (await find_merchant(database, said)).id if said else None
        async with database.session() as session:
            calls = await list_calls(session, merchant_id=merchant_id, limit=limit)
    for call in calls:
        typer.echo(json.dumps(asdict(call), default=str) if as_json else _line(call))
    if not (calls or as_json):
        typer.echo("No assistant has called a tool yet.")


_NO_TIME = {"begun", "cancelled"}  # nobody waited until such a call ended


def _line(call: "CallRow") -> str:
    who = f"{call.team_id}/{call.who}" if call.team_id else call.who or "somebody forgotten"
    cost = "price unknown" if call.cost is None else f"USD {call.cost:.4f}"
    paid = f"{call.model_calls} requests, {cost}" if call.model_calls else ""
    at, shop = f"{call.at.astimezone():%d %b %Y %H:%M:%S}", call.merchant_id or "no shop"
    told = (
        at,
        f"{call.via} {who}",
        shop,
        call.tool,
        call.outcome,
        f"{call.elapsed_ms:.0f} ms" if call.outcome not in _NO_TIME else "",
        paid,
        call.detail,
    )
    return "  ".join(part for part in told if part)

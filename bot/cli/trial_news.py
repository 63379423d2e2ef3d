"""What an import of logs says of running trials."""

import typer

from bot.cli.options import now
from handlers.trials.looking import last_result, look_at_trials
from handlers.trials.verdicts import status_line
from store.database import Database
from store.merchants import list_merchants


async def tell_of_trials(database: Database, merchant_id: str | None) -> None:
    """Look at the merchant's running trials, or at everybody's, and say what is new, a line each."""
    async with database.session() as session:
        shops = [merchant_id] if merchant_id else [row.id for row in await list_merchants(session)]
    for shop in shops:
        for trial in await look_at_trials(database, shop, now=now()):
            typer.echo(f"Trial {trial.id}: {status_line(trial, last_result(trial))}", err=True)

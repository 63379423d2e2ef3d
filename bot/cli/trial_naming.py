"""What `trial name` does."""

from bot.app import open_history
from bot.cli.trialing import show
from bot.settings import load_settings
from handlers.history import find_merchant
from handlers.trials.naming import name_versions


async def name(trial_id: str, names: list[str], said: str) -> None:
    """Have the versions of these names counted, and show the trial. Raises `RequestError`s."""
    async with open_history(load_settings()) as database:
        merchant = await find_merchant(database, said)
        await name_versions(database, merchant.id, trial_id, names)
    await show(trial_id, said, as_json=False)

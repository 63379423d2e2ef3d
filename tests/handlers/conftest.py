"""A brain with the built-in engine, with no history and with that of two shops."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_brain
from bot.settings import Settings
from handlers.brain import Brain
from store.database import Database
from tests.databases import upgraded_file
from tests.store.seed import add_campaign, add_merchant

__all__ = ["upgraded_file"]


@pytest.fixture
async def brain() -> AsyncIterator[Brain]:
    """The real pipeline, as a newcomer without a history has it."""
    async with open_brain(Settings(), with_store=False) as brain:
        yield brain


@pytest.fixture
async def stocked(tmp_path: Path, upgraded_file: Path) -> AsyncIterator[Brain]:
    """The same with the history of the shops m1 and m2; both have a campaign C-7, each one more."""
    settings = Settings(data_dir=tmp_path)
    assert settings.database_file
    database = Database(f"sqlite:///{shutil.copy(upgraded_file, settings.database_file)}")
    async with database.session() as session:
        for merchant in ("m1", "m2"):
            await add_merchant(session, merchant, shares=True)
            measured: dict[str, Any] = {"mean_score": 1.5, "percentile": 0.25}
            await add_campaign(session, merchant, "C-7", offer=False, **measured)
        weak: dict[str, Any] = {"mean_score": 0.5, "percentile": 0.1, "quarter": "weak", "shrunk_score": 0.6}
        await add_campaign(session, "m1", "C-1042", offer=False, **weak)
        await add_campaign(session, "m1", "B-12", offer=False)
        await add_campaign(session, "m2", "C-2000", offer=False, **weak)
    await database.close()
    async with open_brain(settings) as brain:
        yield brain

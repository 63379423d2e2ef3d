"""A desk on which files are taken in, with two merchants and their campaigns."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.database import Database
from tests.store.ingest.desk import Desk

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
async def bare_desk(tmp_path: Path, upgraded_file: Path) -> AsyncIterator[Desk]:
    """A desk with nothing on it."""
    database = Database(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'store.db')}")
    yield Desk(database, tmp_path, NOW)
    await database.close()


@pytest.fixture
async def desk(tmp_path: Path, stocked_file: Path) -> AsyncIterator[Desk]:
    """A desk with merchants m01 and m02, each with campaigns C-1 and C-2 to new buyers."""
    database = Database(f"sqlite:///{shutil.copy(stocked_file, tmp_path / 'store.db')}")
    yield Desk(database, tmp_path, NOW)
    await database.close()


@pytest.fixture(scope="session")
def stocked_file(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Path:
    """An SQLite file with those campaigns, for copying: importing them takes a tenth of a second."""
    folder = tmp_path_factory.mktemp("stocked")
    shutil.copy(upgraded_file, folder / "store.db")
    asyncio.run(_stock(folder))
    return folder / "store.db"


async def _stock(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'store.db'}")
    rows = [
        f"{merchant},{campaign},new_buyers,push,Body {campaign} of {merchant}"
        for merchant in ("m01", "m02")
        for campaign in ("C-1", "C-2")
    ]
    desk = Desk(database, folder, NOW)
    await desk.take("campaigns.csv", "merchant_id,campaign_id,audience,channel,body", *rows)
    await database.close()

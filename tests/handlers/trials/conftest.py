"""A database of the shop's own."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.database import Database


@pytest.fixture
async def database(tmp_path: Path, upgraded_file: Path) -> AsyncIterator[Database]:
    """An empty database with the newest schema."""
    found = Database(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'store.db')}")
    yield found
    await found.close()

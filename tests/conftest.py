"""What every test may ask for."""

from datetime import date
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; users don't have it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("no development data beside the repository")
    return folder


@pytest.fixture
def today() -> date:
    """The day on which the development data is set."""
    return date(2026, 11, 20)

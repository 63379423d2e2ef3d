"""A brain with the built-in engine and no history."""

from collections.abc import AsyncIterator

import pytest

from bot.app import open_brain
from bot.settings import Settings
from handlers.brain import Brain


@pytest.fixture
async def brain() -> AsyncIterator[Brain]:
    """The real pipeline, as a newcomer without a history has it."""
    async with open_brain(Settings(), with_store=False) as brain:
        yield brain

"""What every test of the bot may rely on."""

from collections.abc import Iterator

import pytest

from tests.handlers.slack.office import closed_at_once


@pytest.fixture(autouse=True)
def _closed_at_once() -> Iterator[None]:
    with closed_at_once():
        yield

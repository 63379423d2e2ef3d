"""However much is asked for, the log has no draft and no key in it."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.log import open_log
from evals.model_server.good import good
from store.database import Database
from store.suggestions import save_suggestion
from tests.agents.past import database, upgraded_file
from tests.model.rig import KEY, TODAY, draft, open_rig

__all__ = ["database", "upgraded_file"]


@pytest.fixture(autouse=True)
def _levels() -> Iterator[None]:
    """Every logger as it was, afterwards."""
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    level = root.level
    yield
    root.setLevel(level)
    for name in list(root.manager.loggerDict):
        logging.getLogger(name).setLevel(before.get(name, logging.NOTSET))


async def test_at_debug_nothing_that_was_typed_is_written_down(
    caplog: pytest.LogCaptureFixture, database: Database
) -> None:
    caplog.set_level(logging.DEBUG)
    open_log("DEBUG")
    given = draft(body="Zanzibar quilts miss you! Come back for a special treat.")
    async with open_rig(good) as (brain, server):
        answer = await brain.pipeline.improve(given, today=TODAY)
    async with database.session() as session:
        await save_suggestion(
            session,
            merchant_id=None,
            draft=given.model_dump(mode="json"),
            suggestion=answer.model_dump(mode="json"),
            now=datetime(2026, 11, 20, tzinfo=UTC),
        )
    assert server.journal
    assert any(record.name.startswith("agents.engines") for record in caplog.records)
    assert "Zanzibar" not in caplog.text
    assert KEY not in caplog.text

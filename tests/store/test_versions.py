from collections.abc import Awaitable, Callable

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from store.database import Database
from store.merchants import set_consent, upsert_merchant
from store.versions import segment_version
from tests.store.seed import NOW, add_campaign, add_engagement, add_merchant

Change = Callable[[AsyncSession], Awaitable[None]]


async def _version(database: Database) -> str:
    async with database.session() as session:
        return await segment_version(session, audience="new_buyers")


@pytest.fixture
async def history(database: Database) -> Database:
    async with database.session() as session:
        await add_merchant(session, "m1", shares=True)
        await add_merchant(session, "m2")
        await add_campaign(session, "m1", "c1", shrunk_score=2.0, quarter="strong")
    return database


async def test_the_version_stays_while_nothing_changes(history: Database) -> None:
    before = await _version(history)
    async with history.session() as session:
        await add_campaign(session, "m1", "c9", audience="new_followers", shrunk_score=3.0)
    assert await _version(history) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda s: add_campaign(s, "m2", "c2"),
        lambda s: add_engagement(s, "m1", "c1", audience="new_buyers", shrunk_score=2.1),
        lambda s: set_consent(s, merchant_id="m1", shares_into_market=False),
        lambda s: set_consent(s, merchant_id="m2", shares_into_market=True),
        lambda s: upsert_merchant(s, merchant_id="m1", name="New name", market="MY", now=NOW),
    ],
    ids=["a campaign", "a score", "consent taken back", "consent given", "a new name"],
)
async def test_whatever_changes_the_segment_changes_its_version(history: Database, change: Change) -> None:
    before = await _version(history)
    async with history.session() as session:
        await change(session)
    assert await _version(history) != before

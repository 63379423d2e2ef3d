import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import func, select

from store import models
from store.campaigns import get_campaign
from store.database import Database
from store.errors import UnevenRowsError
from store.upsert import upsert
from tests.store.seed import NOW, add_campaign, add_merchant


def _merchant(merchant_id: str, **values: Any) -> dict[str, Any]:
    return {"id": merchant_id, "name": "A shop", "created_at": NOW} | values


async def _names(database: Database) -> dict[str, str]:
    async with database.session() as session:
        found = await session.exec(select(models.Merchant.id, models.Merchant.name))
        return dict(found.all())


async def test_new_rows_are_added_and_known_ones_replaced(database: Database) -> None:
    async with database.session() as session:
        await upsert(session, models.Merchant, [_merchant("a"), _merchant("b")])
        count = await upsert(session, models.Merchant, [_merchant("b", name="B"), _merchant("c", name="C")])
    assert count == 2
    assert await _names(database) == {"a": "A shop", "b": "B", "c": "C"}


async def test_of_two_rows_with_one_key_the_last_wins(database: Database) -> None:
    async with database.session() as session:
        await upsert(session, models.Merchant, [_merchant("a", name="first"), _merchant("a", name="last")])
    assert await _names(database) == {"a": "last"}


async def test_columns_left_out_keep_their_value_or_get_the_default(database: Database) -> None:
    async with database.session() as session:
        await upsert(session, models.Merchant, [_merchant("a", shares_into_market=True)])
        await upsert(session, models.Merchant, [_merchant("a"), _merchant("b")])
        found = await session.exec(select(models.Merchant.id, models.Merchant.shares_into_market))
        assert dict(found.all()) == {"a": True, "b": False}


async def test_columns_to_keep_are_set_once(database: Database) -> None:
    async with database.session() as session:
        for name in ("first", "second"):
            await upsert(session, models.Merchant, [_merchant("a", name=name)], keep=["name"])
    assert await _names(database) == {"a": "first"}


async def test_nothing_to_write_is_fine(database: Database) -> None:
    async with database.session() as session:
        assert await upsert(session, models.Merchant, iter(())) == 0


async def test_rows_that_name_different_columns_are_refused(database: Database) -> None:
    """The odd one out would lose a value without a word."""
    rows = [_merchant("a"), _merchant("b", market="SG")]
    with pytest.raises(UnevenRowsError, match="merchants differ in market"):
        async with database.session() as session:
            await upsert(session, models.Merchant, rows)
    assert await _names(database) == {}


async def test_fifteen_thousand_campaigns_take_about_a_second(database: Database) -> None:
    """Five seconds allowed: two cores may be busy with other tests."""

    def campaigns() -> Iterator[dict[str, Any]]:
        for number in range(15_000):
            yield {
                "merchant_id": "m1",
                "id": f"c{number}",
                "template_id": "c",
                "audience": "new_buyers",
                "channel": "push",
                "group_key": f"g{number % 5_000}",
            }

    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "c")
        started = time.perf_counter()
        assert await upsert(session, models.Campaign, campaigns()) == 15_000
        elapsed = time.perf_counter() - started
    async with database.session() as session:
        assert (await session.exec(select(func.count()).select_from(models.Campaign))).one() == 15_001
        assert await get_campaign(session, merchant_id="m1", campaign_id="C14999")
    assert elapsed < 5

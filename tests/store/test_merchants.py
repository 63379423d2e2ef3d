from datetime import timedelta

import pytest

from store.database import Database
from store.errors import UnknownMerchantError
from store.merchants import get_merchant, list_merchants, set_consent, upsert_merchant
from store.rows import MerchantRow
from tests.store.seed import NOW, add_merchant


async def test_a_new_merchant_shares_nothing(database: Database) -> None:
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m1", name="Kopi Lorong", market="SG", now=NOW)
        merchant = await get_merchant(session, merchant_id="m1")
    assert merchant == MerchantRow(
        id="m1", name="Kopi Lorong", market="SG", shares_into_market=False, created_at=NOW
    )


async def test_importing_a_merchant_again_renames_it_but_keeps_its_consent(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1", shares=True)
    async with database.session() as session:
        later = NOW + timedelta(days=1)
        await upsert_merchant(session, merchant_id="m1", name="New name", market=None, now=later)
    async with database.session() as session:
        merchant = await get_merchant(session, merchant_id="m1")
    assert merchant == MerchantRow(
        id="m1", name="New name", market=None, shares_into_market=True, created_at=NOW
    )


async def test_consent_can_be_taken_back(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1", shares=True)
        await set_consent(session, merchant_id="m1", shares_into_market=False)
    async with database.session() as session:
        merchant = await get_merchant(session, merchant_id="m1")
    assert merchant
    assert not merchant.shares_into_market


async def test_nobody_can_consent_for_a_merchant_we_do_not_know(database: Database) -> None:
    async with database.session() as session:
        with pytest.raises(UnknownMerchantError, match="“m9”"):
            await set_consent(session, merchant_id="m9", shares_into_market=True)


async def test_merchants_are_listed_by_id(database: Database) -> None:
    async with database.session() as session:
        for merchant_id in ("m2", "m1", "m3"):
            await add_merchant(session, merchant_id)
        assert [merchant.id for merchant in await list_merchants(session)] == ["m1", "m2", "m3"]


async def test_an_unknown_merchant_is_none(database: Database) -> None:
    async with database.session() as session:
        assert await get_merchant(session, merchant_id="m9") is None

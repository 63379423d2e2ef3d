import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from store import models
from store.database import Database
from store.errors import UnusableDatabaseUrlError
from store.merchants import get_merchant, list_merchants, set_consent, upsert_merchant
from store.upsert import upsert
from tests.store.seed import NOW, add_merchant


async def test_a_unit_of_work_is_kept_when_it_ends_well(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
    async with database.session() as session:
        assert await get_merchant(session, merchant_id="m1")


async def test_a_unit_of_work_that_raises_leaves_nothing_behind(database: Database) -> None:
    async def fails_half_way() -> None:
        async with database.session() as session:
            await add_merchant(session, "m1")
            raise KeyError("something else went wrong")

    with pytest.raises(KeyError):
        await fails_half_way()
    async with database.session() as session:
        assert await list_merchants(session) == ()


async def test_many_writers_at_once_wait_for_each_other(database: Database) -> None:
    """Read, then write, in ten tasks: nobody is told that the database is locked."""

    async def work(number: int) -> None:
        async with database.session() as session:
            await list_merchants(session)
            await add_merchant(session, f"m{number % 5}")
            await asyncio.sleep(0.005)
            await set_consent(session, merchant_id=f"m{number % 5}", shares_into_market=True)

    await asyncio.gather(*(work(number) for number in range(10)))
    async with database.session() as session:
        merchants = await list_merchants(session)
    assert [merchant.id for merchant in merchants] == ["m0", "m1", "m2", "m3", "m4"]
    assert all(merchant.shares_into_market for merchant in merchants)


async def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    async with database.session() as writer:
        await add_merchant(writer, "m1")
        async with asyncio.timeout(2), database.session() as reader:
            assert await list_merchants(reader) == ()


async def test_a_single_statement_is_kept_at_once_and_keeps_no_writer_out(database: Database) -> None:
    async with database.one_statement() as session:
        await add_merchant(session, "m1")
        async with asyncio.timeout(20), database.session() as other:
            assert await get_merchant(other, merchant_id="m1")
            await add_merchant(other, "m2")
    async with database.session() as session:
        assert [merchant.id for merchant in await list_merchants(session)] == ["m1", "m2"]


async def test_many_single_statements_at_once_wait_for_each_other(database: Database) -> None:
    async def work(number: int) -> None:
        async with database.one_statement() as session:
            await add_merchant(session, f"m{number:02}")

    await asyncio.gather(*map(work, range(30)))
    async with database.session() as session:
        merchants = await list_merchants(session)
    assert [merchant.id for merchant in merchants] == [f"m{number:02}" for number in range(30)]


async def test_a_single_statement_that_fails_leaves_the_next_one_alone(database: Database) -> None:
    orphan = {"merchant_id": "nobody", "id": "p1", "name": "A lamp"}
    with pytest.raises(IntegrityError):
        async with database.one_statement() as session:
            await upsert(session, models.Product, [orphan])
    async with database.one_statement() as session:
        await add_merchant(session, "m1")
    async with database.session() as session:
        assert await get_merchant(session, merchant_id="m1")


async def test_rows_that_point_at_nothing_are_refused(database: Database) -> None:
    """SQLite checks foreign keys only when told to, on every connection."""
    orphan = {"merchant_id": "nobody", "id": "p1", "name": "A lamp"}
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            await upsert(session, models.Product, [orphan])


async def test_a_merchant_that_goes_takes_its_rows_along(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await upsert(session, models.Product, [{"merchant_id": "m1", "id": "p1", "name": "A lamp"}])
        connection = await session.connection()
        await connection.execute(text("DELETE FROM merchants"))
        assert (await connection.execute(text("SELECT count(*) FROM products"))).scalar() == 0


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("busy_timeout", 60_000), ("foreign_keys", 1)]
)
async def test_sqlite_is_set_up_on_every_connection(tmp_path: Path, pragma: str, value: object) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    one, other, single = database.session(), database.session(), database.one_statement()
    async with one as first, other as second, single as third:
        for each in (first, second, third):
            connection = await each.connection()
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar() == value
    await database.close()


async def test_a_library_may_keep_its_own_tables_beside_ours(database: Database) -> None:
    """As Slack's installation store does, on the engine that `close` disposes of."""
    async with database.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE guests (id TEXT)"))
        await connection.execute(text("INSERT INTO guests VALUES ('g1')"))
    async with database.session() as session:
        connection = await session.connection()
        assert (await connection.execute(text("SELECT id FROM guests"))).scalar() == "g1"
        await connection.execute(text("DROP TABLE guests"))


async def test_building_opens_nothing_and_upgrading_makes_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "not" / "there" / "yet" / "store.db"
    database = Database(f"sqlite:///{file}")
    assert not file.parent.exists()
    await database.upgrade()
    await database.close()
    assert file.exists()


async def test_a_database_in_memory_lasts_as_long_as_the_object() -> None:
    database = Database("sqlite://")
    await database.upgrade()
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m1", name="One", market=None, now=NOW)
    async with database.session() as session:
        assert await get_merchant(session, merchant_id="m1")
    await database.close()


async def test_after_a_single_statement_a_unit_of_work_is_whole_again(database: Database) -> None:
    await _single_then_failing(database)


async def test_so_it_is_in_memory_where_both_have_one_connection() -> None:
    database = Database("sqlite://")
    await database.upgrade()
    await _single_then_failing(database)
    await database.close()


async def _single_then_failing(database: Database) -> None:
    async with database.one_statement() as session:
        await add_merchant(session, "m1")

    async def fails_half_way() -> None:
        async with database.session() as session:
            await add_merchant(session, "m2")
            raise KeyError("something else went wrong")

    with pytest.raises(KeyError):
        await fails_half_way()
    async with database.session() as session:
        assert [merchant.id for merchant in await list_merchants(session)] == ["m1"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
async def test_postgres_is_understood_however_its_host_spells_it(postgres_server: str, scheme: str) -> None:
    """Hosted Postgres hands out libpq's options, which asyncpg does not take as they are."""
    address = postgres_server.replace("postgresql", scheme, 1)
    database = Database(f"{address}/postgres?sslmode=prefer&channel_binding=prefer")
    async with database.session() as session:
        connection = await session.connection()
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1
    await database.close()
    assert database.dialect == "postgresql"


async def test_sslmode_is_handed_on_and_not_dropped(postgres_server: str) -> None:
    """A server without encryption must be refused by whoever requires it."""
    database = Database(f"{postgres_server}/postgres?sslmode=require")
    with pytest.raises(ConnectionError, match="SSL"):
        async with database.session() as session:
            await session.connection()
    await database.close()


@pytest.mark.parametrize("url", ["mysql://root:hush@host/shop", "hush", "", "redis://:hush@host"])
def test_an_address_we_cannot_open_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnusableDatabaseUrlError, match="sqlite:///path") as refusal:
        Database(url)
    assert ":hush" not in str(refusal.value)

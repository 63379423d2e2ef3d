from pathlib import Path

from store.database import Database
from store.health import Health, read_health
from tests.store.seed import add_campaign, add_merchant


async def test_an_empty_store_is_current_and_empty(database: Database) -> None:
    assert await read_health(database) == Health(is_current=True)


async def test_what_is_there_is_counted(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1", shares=True)
        await add_merchant(session, "m2")
        await add_campaign(session, "m1", "c1", mean_score=1.0)
        await add_campaign(session, "m1", "c2")
    assert await read_health(database) == Health(
        is_current=True, merchants=2, sharing=1, campaigns=2, scored_templates=1
    )


async def test_a_store_whose_migrations_never_ran_is_not_current(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'bare.db'}")
    try:
        assert await read_health(database) == Health(is_current=False)
    finally:
        await database.close()

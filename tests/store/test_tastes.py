from typing import Any

from store.database import Database
from store.rows import TasteRow
from store.tastes import drop_tastes, get_taste, save_taste, taste_stamps
from tests.store.seed import NOW


async def save(database: Database, key: str, merchant_id: str = "m1", **values: Any) -> int:
    told = {"pairs": 3, "model": {"weights": [0.5]}, "now": NOW}
    async with database.session() as session:
        return await save_taste(session, merchant_id=merchant_id, key=key, **told | values)


async def newest(database: Database, merchant_id: str = "m1") -> TasteRow | None:
    async with database.session() as session:
        return await get_taste(session, merchant_id=merchant_id)


async def test_a_version_comes_back_as_it_was_kept(database: Database) -> None:
    assert await save(database, "a") == 1
    expected = TasteRow(
        merchant_id="m1", version=1, key="a", pairs=3, model={"weights": [0.5]}, created_at=NOW
    )
    assert await newest(database) == expected


async def test_what_was_learned_from_the_same_makes_no_second_version(database: Database) -> None:
    assert [await save(database, key) for key in ("a", "a", "b", "a")] == [1, 1, 2, 3]


async def test_each_merchant_counts_its_own_versions_and_sees_no_other(database: Database) -> None:
    await save(database, "a")
    await save(database, "b", merchant_id="m2")
    await save(database, "c", merchant_id="")
    await save(database, "d", merchant_id="")
    assert await stamps(database, "m1", "", "m9") == {"m1": "1:a", "": "2:d"}
    assert await newest(database, "m9") is None


async def test_old_versions_go_and_the_newest_stays(database: Database) -> None:
    for key in "abc":
        await save(database, key)
    await save(database, "z", merchant_id="m2")
    async with database.session() as session:
        assert await drop_tastes(session, merchant_ids=["m1"], keep=1) == 2
        assert await drop_tastes(session, merchant_ids=["m1"], keep=1) == 0
    assert await stamps(database, "m1", "m2") == {"m1": "3:c", "m2": "1:z"}


async def test_all_versions_of_some_go_at_once(database: Database) -> None:
    for merchant_id in ("m1", "m1", "m2", ""):
        await save(database, "a", merchant_id=merchant_id)
    async with database.session() as session:
        assert await drop_tastes(session, merchant_ids=["m1", ""]) == 2
    assert await stamps(database, "m1", "m2", "") == {"m2": "1:a"}


async def stamps(database: Database, *merchant_ids: str) -> dict[str, str]:
    async with database.session() as session:
        return await taste_stamps(session, merchant_ids=merchant_ids)

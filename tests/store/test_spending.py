import asyncio
from datetime import date

from store.database import Database
from store.spending import add_spending

DAY = date(2026, 11, 20)


async def add(
    database: Database, account: str, requests: int, tokens: int, day: date = DAY
) -> tuple[int, int]:
    async with database.session() as session:
        return await add_spending(session, merchant_id=account, day=day, requests=requests, tokens=tokens)


async def test_what_is_used_adds_up_for_each_merchant_and_day(database: Database) -> None:
    assert await add(database, "m1", 1, 500) == (1, 500)
    assert await add(database, "m1", 2, 700) == (3, 1200)
    assert await add(database, "m2", 1, 10) == (1, 10)
    assert await add(database, "", 1, 10) == (1, 10)
    assert await add(database, "m1", 1, 5, date(2026, 11, 21)) == (1, 5)


async def test_those_who_add_at_the_same_time_all_count(database: Database) -> None:
    await asyncio.gather(*(add(database, "m1", 1, 100) for _ in range(20)))
    assert await add(database, "m1", 0, 0) == (20, 2000)

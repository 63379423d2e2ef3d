from datetime import timedelta

from store.database import Database
from store.rows import ThreadRow
from store.threads import get_thread, save_thread
from tests.store.seed import NOW

PLACE = {"team_id": "T1", "channel": "C1", "thread": "1.0"}


async def test_a_thread_is_remembered_and_then_remembered_anew(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.session() as session:
        talk = {"draft": {"body": "Hi {{first_name}} – 10 %"}, "turns": [1, None, "é"]}
        await save_thread(session, **PLACE, talk=talk, key="Ev1", now=NOW)
    async with database.session() as session:
        first = await get_thread(session, **PLACE)
        await save_thread(session, **PLACE, talk={"draft": None}, key="Ev2", now=later)
        second = await get_thread(session, **PLACE)
    assert first == ThreadRow(**PLACE, talk=talk, last_key="Ev1", updated_at=NOW)
    assert second == ThreadRow(**PLACE, talk={"draft": None}, last_key="Ev2", updated_at=later)


async def test_a_thread_is_found_by_its_whole_place_only(database: Database) -> None:
    async with database.session() as session:
        await save_thread(session, **PLACE, talk={}, key="Ev1", now=NOW)
        for other in ({"team_id": "T2"}, {"channel": "C2"}, {"thread": "2.0"}):
            assert await get_thread(session, **PLACE | other) is None

from datetime import datetime, timedelta
from typing import Any

from store.database import Database
from store.rows import SignalRow
from store.signals import add_signal, list_signals, remove_signal
from tests.store.seed import NOW
from tests.store.talk import PLACE, TEAM, add_answer

DEED = PLACE | {"user_id": "U1", "kind": "reaction", "value": "fire"}
OTHERS = ({"user_id": "U2"}, {"value": "heart"}, {"kind": "feedback"}, {"ts": "2.5"}, {"team_id": "T2"})


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


async def add(database: Database, key: str, minute: int = 0, **values: Any) -> None:
    told = {"key": key, "merchant_id": None, "suggestion_id": "s1", "at": at(minute)}
    async with database.session() as session:
        await add_signal(session, **DEED | told | values)


async def remove(database: Database, minute: int, **values: Any) -> int:
    async with database.session() as session:
        return await remove_signal(session, **DEED | values, now=at(minute))


async def kept(database: Database, team_id: str = TEAM, **values: Any) -> tuple[SignalRow, ...]:
    async with database.session() as session:
        return await list_signals(session, team_id=team_id, **{"limit": 99} | values)


async def live(database: Database) -> list[str]:
    return sorted(row.key for row in await kept(database) if row.removed_at is None)


async def test_a_signal_is_kept_as_it_came(database: Database) -> None:
    detail = {"final": {"title": None, "body": "Mine – 10 %"}}
    await add(database, "e1", kind="edit", value="edited", version=2, detail=detail)
    signal = DEED | {"kind": "edit", "value": "edited", "key": "e1", "version": 2, "detail": detail}
    expected = SignalRow(**signal, merchant_id=None, suggestion_id="s1", at=NOW, removed_at=None)
    assert await kept(database) == (expected,)


async def test_a_key_seen_before_changes_nothing(database: Database) -> None:
    await add(database, "e1")
    await add(database, "e1", minute=5, value="heart", merchant_id="m1")
    (row,) = await kept(database)
    assert (row.value, row.at) == ("fire", NOW)


async def test_taking_back_marks_ones_own_and_nobody_elses(database: Database) -> None:
    await add(database, "mine")
    for number, other in enumerate(OTHERS):
        await add(database, f"other{number}", **other)
    assert await remove(database, 1) == 1
    gone = {row.key: row.removed_at for row in await kept(database)}
    assert gone == {"mine": at(1)} | {f"other{number}": None for number in range(4)}
    assert [row.removed_at for row in await kept(database, "T2")] == [None]


async def test_taken_back_twice_is_taken_back_once(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
    await add(database, "e1")
    assert [await remove(database, 1), await remove(database, 1)] == [1, 0]
    assert [row.removed_at for row in await kept(database)] == [at(1)]


async def test_what_is_done_again_after_it_was_taken_back_counts(database: Database) -> None:
    await add(database, "first", minute=0)
    await remove(database, 1)
    await add(database, "again", minute=2)
    assert await live(database) == ["again"]


async def test_a_removal_that_arrives_late_leaves_what_came_after_alone(database: Database) -> None:
    await add(database, "first", minute=0)
    await add(database, "again", minute=2)
    assert await remove(database, 1) == 1
    assert await live(database) == ["again"]


async def test_a_removal_that_overtakes_its_signal_still_counts(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
    assert await remove(database, 1) == 0
    await add(database, "late", minute=0)
    assert await live(database) == []
    await add(database, "again", minute=2)
    assert await live(database) == ["again"]


async def test_a_removal_on_what_is_no_answer_of_ours_leaves_no_trace(database: Database) -> None:
    assert await remove(database, 1) == 0
    assert await kept(database) == ()


async def test_signals_are_listed_newest_first_and_by_suggestion(database: Database) -> None:
    for minute, suggestion_id in ((1, "s1"), (3, "s2"), (2, "s1")):
        await add(database, f"e{minute}", minute, suggestion_id=suggestion_id, value=f"v{minute}")
    assert [row.key for row in await kept(database, limit=2)] == ["e3", "e2"]
    assert [row.key for row in await kept(database, suggestion_id="s1")] == ["e2", "e1"]

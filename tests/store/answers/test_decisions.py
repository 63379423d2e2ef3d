import asyncio
from datetime import timedelta

from store.answers import get_answer
from store.database import Database
from store.rows import AnswerRow
from tests.store.seed import NOW
from tests.store.talk import PLACE, add_answer, settle

LATER = NOW + timedelta(minutes=1)


async def test_a_decision_says_who_when_and_what(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
        words = {"final_title": None, "final_body": "My own words"}
        row = await settle(session, decision="edited", by="U2", now=LATER, version=2, **words)
    assert row
    assert (row.decision, row.decided_by, row.decided_at, row.version) == ("edited", "U2", LATER, 2)
    assert (row.decision_key, row.final_title, row.final_body) == ("k1", None, "My own words")
    async with database.session() as session:
        assert await get_answer(session, **PLACE) == row


async def test_what_is_settled_stays_settled(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
        first = await settle(session)
    async with database.session() as session:
        late = await settle(session, key="k2", decision="dismissed", by="U2", now=LATER)
    assert late == first
    assert late
    assert late.decision_key != "k2"


async def test_the_same_deed_done_again_is_told_from_anothers(database: Database) -> None:
    """After a crash between settling and saying so, the worker recognises its own decision."""
    async with database.session() as session:
        await add_answer(session)
        await settle(session)
    async with database.session() as session:
        again = await settle(session, now=LATER)
    assert again
    assert (again.decision_key, again.decided_at) == ("k1", NOW)


async def test_of_many_people_at_once_one_settles_it(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)

    async def work(number: int) -> AnswerRow | None:
        async with database.session() as session:
            return await settle(session, key=f"k{number}", by=f"U{number}")

    rows = await asyncio.gather(*(work(number) for number in range(8)))
    assert len(set(rows)) == 1
    settled = {(row.decision_key, row.decided_by) for row in rows if row}
    assert settled <= {(f"k{number}", f"U{number}") for number in range(8)}


async def test_there_is_nothing_to_decide_where_no_answer_is(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
        assert await settle(session, ts="9.9") is None
        assert await settle(session, team_id="T2") is None
        open_still = await get_answer(session, **PLACE)
    assert open_still
    assert open_still.decision is None

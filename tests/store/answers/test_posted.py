from datetime import timedelta

from store.answers import get_answer, recent_answers
from store.database import Database
from store.rows import AnswerRow
from tests.store.seed import NOW
from tests.store.talk import PLACE, TEAM, add_answer, add_workspace, settle


async def test_an_answer_is_found_by_its_message(database: Database) -> None:
    async with database.session() as session:
        await add_answer(session)
    async with database.session() as session:
        assert await get_answer(session, **PLACE) == AnswerRow(
            **PLACE,
            thread="1.0",
            suggestion_id="s1",
            merchant_id=None,
            asked_by="U1",
            created_at=NOW,
            decision=None,
            version=None,
            decided_by=None,
            decided_at=None,
            decision_key=None,
            final_title=None,
            final_body=None,
        )
        for other in ({"team_id": "T2"}, {"channel": "C2"}, {"ts": "9.9"}):
            assert await get_answer(session, **PLACE | other) is None


async def test_an_answer_made_again_in_its_place_keeps_who_asked_and_when(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await add_answer(session)
        later = NOW + timedelta(minutes=1)
        await add_answer(session, suggestion_id="s2", merchant_id="m1", asked_by="U2", now=later)
        found = await get_answer(session, **PLACE)
    assert found
    assert (found.suggestion_id, found.merchant_id) == ("s2", "m1")
    assert (found.asked_by, found.created_at) == ("U1", NOW)


async def test_a_decided_answer_is_not_made_again(database: Database) -> None:
    """A change of audience that arrives too late."""
    async with database.session() as session:
        await add_answer(session)
        before = await settle(session)
        await add_answer(session, suggestion_id="s2", thread="2.0")
        assert await get_answer(session, **PLACE) == before
    assert before
    assert (before.decision, before.suggestion_id) == ("used", "s1")


async def test_the_newest_answers_come_first_and_no_more_than_asked(database: Database) -> None:
    async with database.session() as session:
        for minute in (1, 3, 2):
            await add_answer(session, ts=f"{minute}.0", now=NOW + timedelta(minutes=minute))
        await add_answer(session, team_id="T2", ts="4.0", now=NOW + timedelta(minutes=4))
        newest = await recent_answers(session, team_id=TEAM, limit=2)
    assert [row.ts for row in newest] == ["3.0", "2.0"]

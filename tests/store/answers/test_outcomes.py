"""What became of adopted words is noted once, and kept up to date."""

from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from store.answers import note_outcomes
from store.database import Database
from store.opinions import list_opinions
from store.rows import SignalRow
from tests.store.answers.test_adopted import _send, _take
from tests.store.seed import NOW, add_campaign


async def _noted(session: AsyncSession) -> list[SignalRow]:
    rows = await list_opinions(session, merchant_id="m1")
    return [row.signal for row in rows if row.signal.kind == "outcome"]


async def test_words_that_were_sent_are_noted_with_what_they_brought(database: Database) -> None:
    async with database.session() as session:
        await _take(session)
        await add_campaign(session, "m1", "c1", mean_score=0.5, shrunk_score=0.5)
        assert await note_outcomes(session, now=NOW) == 0
        await _send(session)
        assert await note_outcomes(session, now=NOW) == 1
        (signal,) = await _noted(session)
    assert (signal.value, signal.suggestion_id, signal.user_id, signal.at) == ("c2", "s1", "", NOW)
    assert (signal.detail["score"], signal.detail["score_before"]) == (2.0, 0.5)
    assert (signal.detail["audience"], signal.detail["delivered"]) == ("new_buyers", 1000)


async def test_noted_again_it_is_brought_up_to_date_and_stays_one(database: Database) -> None:
    async with database.session() as session:
        await _take(session)
        await _send(session)
        await note_outcomes(session, now=NOW)
        await _send(session, score=2.5)
        await note_outcomes(session, now=NOW + timedelta(days=1))
        (signal,) = await _noted(session)
    assert (signal.detail["score"], signal.at) == (2.5, NOW)

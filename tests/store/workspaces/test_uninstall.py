from datetime import timedelta
from typing import Any

from store.answers import recent_answers
from store.codes import redeem_code, save_code
from store.database import Database
from store.rows import SignalRow
from store.signals import add_signal, list_signals
from store.suggestions import get_suggestion
from store.threads import get_thread, save_thread
from store.workspaces import delete_workspace, get_workspace
from tests.store.seed import NOW
from tests.store.talk import TEAM, add_answer, add_suggestion, add_workspace

THREAD = {"channel": "C1", "thread": "1.0"}


async def _fill(database: Database, team_id: str) -> None:
    async with database.session() as session:
        await add_workspace(session, team_id, merchant_id="m1")
        await save_code(session, digest=team_id, merchant_id="m1", expires_at=NOW + timedelta(1), now=NOW)
        await redeem_code(session, digest=team_id, team_id=team_id, now=NOW)
        await save_thread(session, team_id=team_id, **THREAD, talk={}, key="k", now=NOW)
        await add_answer(session, team_id=team_id, merchant_id="m1")
        await add_suggestion(session, merchant_id="m1", draft={"body": "Draft"})
        for merchant_id in ("m1", None):
            await add_signal(session, **_signal(team_id, merchant_id))


def _signal(team_id: str, merchant_id: str | None) -> dict[str, Any]:
    return {
        "key": f"{team_id} {merchant_id}",
        "team_id": team_id,
        "merchant_id": merchant_id,
        "suggestion_id": "s1",
        "channel": "C1",
        "ts": "1.5",
        "user_id": "U1",
        "kind": "reaction",
        "value": "fire",
        "at": NOW,
    }


async def _left(database: Database, team_id: str) -> dict[str, Any]:
    async with database.session() as session:
        return {
            "workspace": await get_workspace(session, team_id=team_id),
            "thread": await get_thread(session, team_id=team_id, **THREAD),
            "answers": await recent_answers(session, team_id=team_id, limit=9),
            "code": await redeem_code(session, digest=team_id, team_id=team_id, now=NOW),
        }


async def _signals(database: Database, team_id: str) -> tuple[SignalRow, ...]:
    async with database.session() as session:
        return await list_signals(session, team_id=team_id, limit=9)


async def test_a_workspace_that_goes_takes_its_words_along_and_nobody_elses(database: Database) -> None:
    await _fill(database, TEAM)
    await _fill(database, "T2")
    before = await _left(database, "T2")
    async with database.session() as session:
        await delete_workspace(session, team_id=TEAM)
    assert await _left(database, TEAM) == {"workspace": None, "thread": None, "answers": (), "code": None}
    assert await _left(database, "T2") == before
    assert all(before.values())


async def test_the_shops_history_stays_without_the_people_in_it(database: Database) -> None:
    await _fill(database, TEAM)
    async with database.session() as session:
        await delete_workspace(session, team_id=TEAM)
        assert await get_suggestion(session, merchant_id="m1", suggestion_id="s1")
    assert await _signals(database, TEAM) == ()
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
    (kept,) = await _signals(database, TEAM)
    assert (kept.merchant_id, kept.value, kept.user_id) == ("m1", "fire", "")


async def test_going_twice_or_unknown_does_no_harm(database: Database) -> None:
    await _fill(database, TEAM)
    async with database.session() as session:
        for team_id in (TEAM, TEAM, "T9"):
            await delete_workspace(session, team_id=team_id)
        assert await get_workspace(session, team_id=TEAM) is None

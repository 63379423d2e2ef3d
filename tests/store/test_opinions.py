from datetime import timedelta
from typing import Any

from sqlmodel import col, update

from store.database import Database
from store.models import Workspace
from store.opinions import delete_old_signals, list_opinions, signal_states
from store.signals import add_signal, remove_signal
from tests.store.seed import NOW
from tests.store.talk import PLACE, TEAM, add_suggestion, add_workspace

DEED: dict[str, Any] = PLACE | {"user_id": "U1", "kind": "reaction", "value": "fire"}


async def stock(database: Database) -> None:
    """A shop and another, each with a workspace and a suggestion."""
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await add_workspace(session, "T2", merchant_id="m2")
        await add_suggestion(session, merchant_id="m1", draft={"body": "Draft"})
        await add_suggestion(session, merchant_id="m2", draft={"body": "Theirs"}, id="s2")


async def add(database: Database, key: str, minute: int = 0, **values: Any) -> None:
    told = {"key": key, "merchant_id": "m1", "suggestion_id": "s1", "at": NOW + timedelta(minutes=minute)}
    async with database.session() as session:
        await add_signal(session, **DEED | told | values)


async def read(database: Database, merchant_id: str = "m1") -> list[tuple[str, str, bool]]:
    async with database.session() as session:
        rows = await list_opinions(session, merchant_id=merchant_id)
    return [(row.signal.key, row.draft["body"], row.lends) for row in rows]


async def test_opinions_come_with_what_they_are_about_the_oldest_first(database: Database) -> None:
    await stock(database)
    await add(database, "b", 2)
    await add(database, "a", 1, user_id="U2")
    assert await read(database) == [("a", "Draft", False), ("b", "Draft", False)]


async def test_what_was_taken_back_is_no_opinion(database: Database) -> None:
    await stock(database)
    await add(database, "a")
    async with database.session() as session:
        await remove_signal(session, **DEED, now=NOW + timedelta(minutes=1))
    assert await read(database) == []


async def test_a_shop_hears_its_own_people_alone_wherever_they_are(database: Database) -> None:
    await stock(database)
    await add(database, "ours")
    await add(database, "typed", team_id="", channel="terminal", ts="", user_id="")
    await add(database, "theirs", team_id="T2", merchant_id="m2", suggestion_id="s2")
    await add(database, "about another's", suggestion_id="s2")
    assert [key for key, *_ in await read(database)] == ["ours", "typed"]
    assert await read(database, "m2") == [("theirs", "Theirs", False)]


async def test_a_workspace_that_lends_its_votes_is_known_by_them(database: Database) -> None:
    await stock(database)
    await add(database, "a")
    before = await states(database)
    async with database.session() as session:
        await session.exec(update(Workspace).where(col(Workspace.team_id) == TEAM).values(lends_votes=True))
    assert await read(database) == [("a", "Draft", True)]
    assert before["m1"] != (await states(database))["m1"]


async def test_the_state_tells_when_there_is_something_to_learn(database: Database) -> None:
    await stock(database)
    assert await states(database) == {}
    seen = []
    await add(database, "a")
    seen.append((await states(database))["m1"])
    await add(database, "b", 1, user_id="U2")
    seen.append((await states(database))["m1"])
    async with database.session() as session:
        await remove_signal(session, **DEED, now=NOW + timedelta(minutes=5))
    seen.append((await states(database))["m1"])
    assert len(set(seen)) == 3
    assert (await states(database))["m1"] == seen[-1]


async def test_signals_go_when_their_time_is_over(database: Database) -> None:
    await stock(database)
    await add(database, "old", -10)
    await add(database, "new", 10)
    async with database.session() as session:
        assert await delete_old_signals(session, before=NOW) == 1
    assert [key for key, *_ in await read(database)] == ["new"]


async def states(database: Database) -> dict[str, Any]:
    async with database.session() as session:
        return dict(await signal_states(session))

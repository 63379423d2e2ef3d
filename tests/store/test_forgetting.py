"""Whoever wishes to be forgotten is in no row any more; everybody else's rows are as they were."""

from typing import Any

from sqlalchemy import Column, MetaData, Text
from sqlalchemy import Table as SQLTable
from sqlmodel import col, select, update

from store.database import Database
from store.forgetting import Forgotten, forget_merchant, forget_person, forget_workspace
from store.models import Digest, Table, ToolCall, Trial, Workspace
from store.signals import add_signal
from store.tastes import save_taste
from store.threads import save_thread
from store.upsert import upsert
from tests.store.seed import NOW, add_campaign
from tests.store.talk import add_answer, add_suggestion, add_workspace, settle

GONE, STAYS = "U_GONE", "U_STAYS"
PLACES = (("T1", "C1", "1.0"), ("T1", "D_GONE", "2.0"), ("T1", "D_GONE", "3.0"), ("T2", "C1", "1.0"))


async def fill(database: Database) -> None:
    """Two workspaces of two shops in which two people did all that can be done."""
    async with database.session() as session:
        for team, shop in (("T1", "m1"), ("T2", "m2")):
            await add_workspace(session, team, merchant_id=shop)
            await session.exec(
                update(Workspace).where(col(Workspace.team_id) == team).values(editors=[GONE, STAYS])
            )
            await add_campaign(session, shop, "C-1", shrunk_score=1.0)
            await add_suggestion(
                session, merchant_id=shop, draft={"body": f"Draft of {shop}"}, id=f"s-{shop}"
            )
            for user in (GONE, STAYS):
                await add_signal(session, **signal(team, shop, user))
            for name in (shop, ""):
                await save_taste(session, merchant_id=name, key="k", pairs=1, model={"of": name}, now=NOW)
            await upsert(session, Digest, [digest(team, shop)])
            await upsert(session, Trial, [trial(team, shop)])
            for who in (GONE, STAYS):
                await upsert(session, ToolCall, [call(team, shop, who)])
        for team, channel, thread in PLACES:
            await save_thread(
                session,
                team_id=team,
                channel=channel,
                thread=thread,
                talk={"said": "words"},
                key="k",
                now=NOW,
            )
        await add_answer(session, merchant_id="m1", thread="1.0", asked_by=GONE)
        await settle(session, by=GONE, decision="edited", final_title=None, final_body="Words of the gone")
        await add_answer(session, channel="D_GONE", ts="2.5", merchant_id="m1", thread="2.0", asked_by=GONE)
        await add_answer(session, team_id="T2", ts="9.5", merchant_id="m2", thread="8.0", asked_by=STAYS)


def signal(team: str, shop: str, user: str) -> dict[str, Any]:
    return {
        "key": f"{team} {len(user)}",
        "team_id": team,
        "merchant_id": shop,
        "suggestion_id": f"s-{shop}",
        "channel": "C1",
        "ts": "1.5",
        "user_id": user,
        "kind": "reason",
        "value": "other",
        "detail": {"words": f"typed by {user}"},
        "at": NOW,
    }


def digest(team: str, shop: str) -> dict[str, Any]:
    content = {"adopted": [{"by": GONE, "body": "x"}, {"by": STAYS, "body": "y"}]}
    place = {"team_id": team, "channel": "C1", "ts": None}
    return place | {"merchant_id": shop, "week": "2026-W47", "content": content, "created_at": NOW}


def trial(team: str, shop: str) -> dict[str, Any]:
    told = {"merchant_id": shop, "id": "t1", "team_id": team, "audience": "new_buyers", "channel": "push"}
    return told | {"plan": {}, "looks": [], "created_by": GONE, "created_at": NOW}


def call(team: str, shop: str, who: str) -> dict[str, Any]:
    told = {"at": NOW, "via": "slack", "team_id": team, "who": who, "merchant_id": shop, "tool": "rewrite"}
    return told | {"outcome": "ok", "detail": "", "elapsed_ms": 1.0, "model_calls": 0, "cost": None}


async def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    async with database.session() as session:
        connection = await session.connection()
        return {
            table.name: [str(tuple(row)) for row in await connection.execute(table.select())]
            for table in Table.metadata.sorted_tables
        }


async def told(database: Database, team: str | None = None) -> Forgotten:
    async with database.session() as session:
        return await forget_person(session, user_id=GONE, team_id=team)


async def test_nothing_names_a_person_who_is_forgotten(database: Database) -> None:
    await fill(database)
    forgotten = await told(database)
    left = str(await everything(database))
    assert GONE not in left
    assert "Words of the gone" not in left
    assert dict(forgotten.rows) == {
        "votes": 2,
        "threads": 3,
        "answers": 2,
        "editors": 2,
        "trials": 2,
        "digests": 2,
        "calls": 2,
        "installations": 0,
    }


async def test_what_others_did_and_the_shops_own_history_stay(database: Database) -> None:
    await fill(database)
    before = await everything(database)
    await told(database)
    after = await everything(database)
    for table in ("campaigns", "suggestions", "engagement", "merchants"):
        assert after[table] == before[table]
    assert [row for row in before["signals"] if STAYS in row] == after["signals"]
    assert [row for row in after["threads"] if "T2" in row] == [r for r in before["threads"] if "T2" in r]
    assert sum(STAYS in row for row in after["answers"]) == 1


async def test_what_their_votes_taught_goes_with_them(database: Database) -> None:
    await fill(database)
    assert (await told(database)).merchants == ("", "m1", "m2")
    assert (await everything(database))["tastes"] == []


async def test_in_one_workspace_they_are_forgotten_there_alone(database: Database) -> None:
    await fill(database)
    assert (await told(database, "T1")).merchants == ("", "m1")
    left = await everything(database)
    assert [row for row in left["signals"] if GONE in row and "'T1'" in row] == []
    assert [row for row in left["signals"] if GONE in row and "'T2'" in row]
    assert ["m2" in row for row in left["tastes"]] == [True]


async def test_who_was_never_here_leaves_everything_as_it_was(database: Database) -> None:
    await fill(database)
    before = await everything(database)
    async with database.session() as session:
        forgotten = await forget_person(session, user_id="U_NEVER")
    assert await everything(database) == before
    assert (forgotten.merchants, set(forgotten.rows.values())) == ((), {0})


async def test_a_workspace_goes_with_all_that_was_said_in_it(database: Database) -> None:
    await fill(database)
    before = await everything(database)
    async with database.session() as session:
        forgotten = await forget_workspace(session, team_id="T1")
    after = await everything(database)
    for table in ("workspaces", "signals", "answers", "threads", "digests", "tool_calls"):
        assert after[table] == [row for row in before[table] if "'T1'" not in row]
    assert after["campaigns"] == before["campaigns"]
    assert after["suggestions"] == before["suggestions"]
    assert forgotten.merchants == ("", "m1")
    async with database.session() as session:
        trials = (await session.exec(select(Trial.created_by).order_by(Trial.merchant_id))).all()
    assert trials == [None, GONE]


async def test_a_shop_goes_with_everything_of_it_and_no_other_shops(database: Database) -> None:
    await fill(database)
    async with database.session() as session:
        forgotten = await forget_merchant(session, merchant_id="m1")
    left = await everything(database)
    assert not [row for table in left for row in left[table] if "m1" in row]
    assert [row for row in left["campaigns"] if "m2" in row]
    assert ["m2" in row for row in left["tastes"]] == [True]
    assert forgotten.merchants == ("",)


async def test_who_installed_the_app_is_forgotten_and_the_app_stays(database: Database) -> None:
    library = MetaData()
    columns = [("team_id", Text), ("user_id", Text)]
    installations, bots = (
        SQLTable(name, library, *(Column(*column) for column in columns))
        for name in ("slack_installations", "slack_bots")
    )
    async with database.session() as session:
        connection = await session.connection()
        await connection.run_sync(library.create_all)
        for table in (installations, bots):
            await connection.execute(table.insert().values(team_id="T1", user_id=GONE))
        forgotten = await forget_person(session, user_id=GONE)
        assert forgotten.rows["installations"] == 1
        assert len((await connection.execute(bots.select())).all()) == 1
        assert (await forget_workspace(session, team_id="T1")).rows["installations"] == 1
        await connection.run_sync(library.drop_all)

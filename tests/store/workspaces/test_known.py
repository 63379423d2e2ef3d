from datetime import timedelta

import pytest
from sqlmodel import select

from store.codes import redeem_code, save_code
from store.database import Database
from store.errors import UnknownMerchantError, UnknownWorkspaceError
from store.models import Merchant
from store.rows import WorkspaceRow
from store.threads import get_thread, save_thread
from store.workspaces import connect_workspace, get_workspace, note_workspace
from tests.store.seed import NOW, add_merchant
from tests.store.talk import TEAM, add_workspace

LATER = NOW + timedelta(days=1)


async def test_a_new_workspace_is_nobodys_and_reads_on_monday_at_nine(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session)
    async with database.session() as session:
        assert await get_workspace(session, team_id=TEAM) == WorkspaceRow(
            team_id=TEAM,
            enterprise_id=None,
            name="Kopi Team",
            merchant=None,
            time_zone="UTC",
            digest_channel=None,
            digest_day=0,
            digest_hour=9,
            default_audience=None,
            default_channel=None,
            editors=(),
            lends_votes=False,
            created_at=NOW,
            updated_at=NOW,
        )


async def test_an_unknown_workspace_is_none(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session)
        assert await get_workspace(session, team_id="T2") is None


async def test_a_workspace_noted_again_is_renamed_and_keeps_its_shop(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
    async with database.session() as session:
        await note_workspace(session, team_id=TEAM, name="New name", now=LATER)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert found.merchant
    assert (found.name, found.merchant.name) == ("New name", "Shop m1")
    assert (found.created_at, found.updated_at) == (NOW, LATER)


async def test_nothing_is_written_where_nothing_changed(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session)
        await note_workspace(session, team_id=TEAM, name="Kopi Team", now=LATER)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert found.updated_at == NOW


async def test_an_enterprise_once_told_is_kept(database: Database) -> None:
    async with database.session() as session:
        await note_workspace(session, team_id=TEAM, name="One", enterprise_id="E1", now=NOW)
        await note_workspace(session, team_id=TEAM, name="Two", now=LATER)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert (found.name, found.enterprise_id) == ("Two", "E1")


async def test_a_workspace_can_be_disconnected(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
    async with database.session() as session:
        await connect_workspace(session, team_id=TEAM, merchant_id=None, now=LATER)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert (found.merchant, found.updated_at) == (None, LATER)


async def test_a_merchant_that_goes_leaves_its_workspaces_behind_as_nobodys(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
    async with database.session() as session:
        await session.delete((await session.exec(select(Merchant))).one())
    async with database.session() as session:
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert found.merchant is None


async def test_only_what_is_known_can_be_connected(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        with pytest.raises(UnknownMerchantError, match="“m9”"):
            await connect_workspace(session, team_id=TEAM, merchant_id="m9", now=NOW)
        with pytest.raises(UnknownWorkspaceError, match="“T9”"):
            await connect_workspace(session, team_id="T9", merchant_id="m1", now=NOW)


@pytest.mark.parametrize(("then", "is_kept"), [("m1", True), ("m2", False), (None, False)])
async def test_a_workspace_that_changes_hands_forgets_what_was_said(
    database: Database, then: str | None, is_kept: bool
) -> None:
    """And it cannot go back by the code it once used."""
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await add_merchant(session, "m2")
        for number in ("1", "2"):
            await save_code(session, digest=number, merchant_id=f"m{number}", expires_at=LATER, now=NOW)
        assert await redeem_code(session, digest="1", team_id=TEAM, now=NOW) == "m1"
        thread = {"team_id": TEAM, "channel": "C1", "thread": "1.0"}
        await save_thread(session, **thread, talk={}, key="k", now=NOW)
        await connect_workspace(session, team_id=TEAM, merchant_id=then, now=NOW)
        assert bool(await get_thread(session, **thread)) is is_kept
        assert await redeem_code(session, digest="1", team_id=TEAM, now=NOW) == ("m1" if is_kept else None)
        assert await redeem_code(session, digest="2", team_id=TEAM, now=NOW) == "m2"


async def test_a_workspace_that_gets_its_first_shop_keeps_what_was_said(database: Database) -> None:
    thread = {"team_id": TEAM, "channel": "C1", "thread": "1.0"}
    async with database.session() as session:
        await add_workspace(session)
        await save_thread(session, **thread, talk={}, key="k", now=NOW)
        await add_workspace(session, merchant_id="m1")
        assert await get_thread(session, **thread)

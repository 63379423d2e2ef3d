from datetime import timedelta
from typing import Any

import pytest

from store.database import Database
from store.errors import UnknownWorkspaceError
from store.workspaces import get_workspace, note_workspace, save_workspace_settings
from tests.store.seed import NOW
from tests.store.talk import TEAM, add_workspace

LATER = NOW + timedelta(days=1)
SETTINGS: dict[str, Any] = {
    "time_zone": "Asia/Kuala_Lumpur",
    "digest_channel": "C1",
    "digest_day": 4,
    "digest_hour": 17,
    "default_audience": "new_buyers",
    "default_channel": "push",
    "editors": ["U2", "U1"],
    "lends_votes": True,
}


async def test_settings_are_kept_and_a_new_name_leaves_them_alone(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await save_workspace_settings(session, team_id=TEAM, now=LATER, **SETTINGS)
    async with database.session() as session:
        await note_workspace(session, team_id=TEAM, name="New name", now=LATER)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert {name: getattr(found, name) for name in SETTINGS} == SETTINGS | {"editors": ("U2", "U1")}
    assert (found.name, found.updated_at, found.merchant is None) == ("New name", LATER, False)


async def test_settings_can_be_taken_back(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session)
        await save_workspace_settings(session, team_id=TEAM, now=NOW, **SETTINGS)
        nothing = {"digest_channel": None, "default_audience": None, "default_channel": None, "editors": ()}
        await save_workspace_settings(session, team_id=TEAM, now=NOW, **SETTINGS | nothing)
        found = await get_workspace(session, team_id=TEAM)
    assert found
    assert {name: getattr(found, name) for name in nothing} == nothing


async def test_one_workspaces_settings_are_not_anothers(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session)
        await add_workspace(session, "T2")
        await save_workspace_settings(session, team_id=TEAM, now=NOW, **SETTINGS)
        other = await get_workspace(session, team_id="T2")
    assert other
    assert other.editors == ()


async def test_an_unknown_workspace_has_no_settings(database: Database) -> None:
    async with database.session() as session:
        with pytest.raises(UnknownWorkspaceError, match="“T9”"):
            await save_workspace_settings(session, team_id="T9", now=NOW, **SETTINGS)

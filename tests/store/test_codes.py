import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from store.codes import redeem_code, save_code
from store.database import Database
from tests.store.seed import NOW, add_merchant

END = NOW + timedelta(days=1)


async def _add_code(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await save_code(session, digest="ab12", merchant_id="m1", expires_at=END, now=NOW)


async def test_a_code_tells_its_merchant_to_the_workspace_that_uses_it_and_to_no_other(
    database: Database,
) -> None:
    await _add_code(database)
    async with database.session() as session:
        assert await redeem_code(session, digest="ab12", team_id="T1", now=NOW) == "m1"
    async with database.session() as session:
        assert await redeem_code(session, digest="ab12", team_id="T2", now=NOW) is None
        assert await redeem_code(session, digest="ab12", team_id="T1", now=NOW) == "m1"


async def test_a_form_sent_again_after_the_end_still_knows_what_the_code_was_for(database: Database) -> None:
    """The bot may have been down between using the code and saying so."""
    await _add_code(database)
    async with database.session() as session:
        assert await redeem_code(session, digest="ab12", team_id="T1", now=END - timedelta(seconds=1)) == "m1"
        assert await redeem_code(session, digest="ab12", team_id="T1", now=END + timedelta(days=9)) == "m1"


async def test_an_expired_or_unknown_code_tells_nothing(database: Database) -> None:
    await _add_code(database)
    async with database.session() as session:
        assert await redeem_code(session, digest="ab12", team_id="T1", now=END) is None
        assert await redeem_code(session, digest="cd34", team_id="T1", now=NOW) is None


async def test_of_many_workspaces_at_once_one_gets_the_shop(database: Database) -> None:
    await _add_code(database)

    async def work(team_id: str) -> str | None:
        async with database.session() as session:
            return await redeem_code(session, digest="ab12", team_id=team_id, now=NOW)

    answers = await asyncio.gather(*(work(f"T{number}") for number in range(8)))
    assert sorted(answers, key=str) == [None] * 7 + ["m1"]


async def test_a_code_for_nobody_or_made_twice_is_refused(database: Database) -> None:
    await _add_code(database)
    for digest, merchant_id in (("cd34", "m9"), ("ab12", "m1")):
        with pytest.raises(IntegrityError):
            async with database.session() as session:
                await save_code(session, digest=digest, merchant_id=merchant_id, expires_at=END, now=NOW)

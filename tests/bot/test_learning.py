"""What is said is learned beside the work, and what is too old is forgotten with what it taught."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.types import Draft
from bot import learning
from bot.app import open_history
from bot.learning import LOCK, learn, open_learning
from bot.settings import Settings
from store.database import Database
from store.locks import held
from store.merchants import upsert_merchant
from store.signals import add_signal
from store.suggestions import save_suggestion
from store.tastes import taste_stamps

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, database_url="", keep_votes_days=30)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    async with open_history(settings, create=True) as database:
        async with database.session() as session:
            await upsert_merchant(session, merchant_id="m1", name="Kopi", market="SG", now=NOW)
        for number in range(3):
            await choose(database, number, at=NOW)
        yield database


async def choose(database: Database, number: int, *, at: datetime) -> None:
    draft = Draft(id=f"C-{number}", audience="new_buyers", channel="push", body="Come back")
    said = {"id": f"s{number}", "engine": "rules", "outcome": "rewritten", "message": {"body": "Here 🎁"}}
    said |= {"variants": [{"intent": "plain", "body": f"Your beans number {number} are here."}]}
    told = {"suggestion_id": f"s{number}", "channel": "C1", "ts": "1.5", "user_id": "U1", "team_id": "T1"}
    async with database.session() as session:
        await save_suggestion(
            session, merchant_id="m1", draft=draft.model_dump(mode="json"), suggestion=said, now=at
        )
        await add_signal(
            session, key=f"k{number}", merchant_id="m1", **told, kind="choice", value="2", version=2, at=at
        )


async def stamp(database: Database) -> str | None:
    async with database.session() as session:
        return (await taste_stamps(session)).get("m1")


async def until(database: Database, *, other_than: str | None) -> str | None:
    async with asyncio.timeout(30):
        while (found := await stamp(database)) == other_than:  # noqa: ASYNC110 - another process may write it
            await asyncio.sleep(0.02)
    return found


async def test_what_was_said_is_learned_at_the_start_and_when_more_is(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_ROUND", 0.02)
    async with open_learning(settings, database, lambda: NOW):
        first = await until(database, other_than=None)
        await choose(database, 3, at=NOW)
        assert await until(database, other_than=first) is not None


async def test_votes_that_are_too_old_go_and_so_does_what_they_taught(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_ROUND", 0.02)
    await learn(settings, database, now=NOW)
    before = await stamp(database)
    assert before is not None
    async with open_learning(settings, database, lambda: NOW + timedelta(days=31)):
        assert await until(database, other_than=before) is None


async def test_a_process_of_its_own_learns_where_others_think(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_ROUND", 0.02)
    with_thinkers = settings.model_copy(update={"thinkers": 1})
    async with open_learning(with_thinkers, database, lambda: NOW):
        assert await until(database, other_than=None) is not None


async def test_two_dont_learn_at_the_same_time(settings: Settings, database: Database) -> None:
    async with held(settings.database, LOCK):
        assert await learn(settings, database, now=NOW) == ()
    assert [taught.merchant_id for taught in await learn(settings, database, now=NOW)] == ["m1"]

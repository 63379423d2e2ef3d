from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from store import models
from store.database import Database
from store.merchants import get_merchant, upsert_merchant
from store.suggestions import get_suggestion, save_suggestion
from store.upsert import upsert
from tests.store.seed import NOW, add_merchant


@pytest.mark.parametrize(
    "text",
    ["Kopi-O ☕️ S$5", "{{ first_name | default: “you” }}", "日本語\n\ttab", "�", "", "a" * 70_000],
)
async def test_text_comes_back_byte_for_byte(database: Database, text: str) -> None:
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m1", name=text, market=None, now=NOW)
    async with database.session() as session:
        merchant = await get_merchant(session, merchant_id="m1")
    assert merchant
    assert merchant.name == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [("nul\x00byte", "nul�byte"), ("lone \ud83d half", "lone � half"), ("\ud83d\ude00", "😀")],
)
async def test_what_no_database_takes_is_replaced_visibly(database: Database, given: str, kept: str) -> None:
    """A merchant's export may hold anything: one bad character must not lose the row."""
    async with database.session() as session:
        await add_merchant(session, "m1")
        row = {"merchant_id": "m1", "id": given, "channel": "push", "body": given}
        await upsert(session, models.Template, [row])
    async with database.session() as session:
        template = await session.get(models.Template, ("m1", given))
    assert template
    assert (template.id, template.body) == (kept, kept)


async def test_json_takes_any_text(database: Database) -> None:
    draft = {"body": "nul\x00, lone \ud83d half, 😀"}
    answer = {"id": "s1", "engine": "rules", "outcome": "ask"}
    async with database.session() as session:
        await save_suggestion(session, merchant_id=None, draft=draft, suggestion=answer, now=NOW)
    async with database.session() as session:
        kept = await get_suggestion(session, merchant_id=None, suggestion_id="s1")
    assert kept
    assert kept.draft == draft


async def test_a_moment_comes_back_in_utc(database: Database) -> None:
    """Half past seven in Kuala Lumpur is half past eleven the evening before in UTC."""
    here = datetime(2026, 11, 20, 7, 30, tzinfo=timezone(timedelta(hours=8)))
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m1", name="One", market="MY", now=here)
    async with database.session() as session:
        merchant = await get_merchant(session, merchant_id="m1")
    assert merchant
    assert merchant.created_at == datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert merchant.created_at.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    async with database.session() as session:
        with pytest.raises(StatementError, match="has no time zone"):
            await upsert_merchant(session, merchant_id="m1", name="One", market="MY", now=naive)

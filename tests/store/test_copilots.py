from datetime import timedelta

import pytest

from store.calls import add_call, end_call, list_calls
from store.campaigns import search_campaigns
from store.database import Database
from store.forgetting import forget_person
from store.rows.copilots import CallEnding, CallRow
from store.suggestions import save_suggestion, search_suggestions
from store.tokens import find_token, list_tokens, revoke_token, save_token
from tests.store.seed import NOW, add_campaign, add_merchant

FIRST = "T1"
LATER = NOW + timedelta(days=1)


async def keep(database: Database, token_id: str = FIRST, **changes: object) -> None:
    fields: dict[str, object] = {
        "digest": f"digest of {token_id}",
        "merchant_id": "m1",
        "name": "Claude",
        "scopes": ["read"],
        "time_zone": "Asia/Singapore",
        "expires_at": LATER,
        "now": NOW,
    }
    async with database.session() as session:
        await save_token(session, token_id=token_id, **fields | changes)  # type: ignore[arg-type]


@pytest.fixture
async def shop(database: Database) -> Database:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_merchant(session, "m2")
    return database


async def test_a_token_is_found_by_its_digest_until_it_expires(shop: Database) -> None:
    await keep(shop, scopes=["read", "write"])
    async with shop.session() as session:
        found = await find_token(session, digest="digest of T1", now=NOW)
        assert found is not None
        assert (found.id, found.merchant.id, found.scopes) == ("T1", "m1", ("read", "write"))
        assert found.time_zone == "Asia/Singapore"
        assert await find_token(session, digest="digest of T1", now=LATER) is None
        assert await find_token(session, digest="digest of T2", now=NOW) is None


async def test_a_token_without_an_end_works_for_years(shop: Database) -> None:
    await keep(shop, expires_at=None)
    async with shop.session() as session:
        assert await find_token(session, digest="digest of T1", now=NOW + timedelta(days=9_000))


async def test_a_revoked_token_works_no_more_and_stays_listed(shop: Database) -> None:
    await keep(shop)
    async with shop.session() as session:
        assert await revoke_token(session, token_id=FIRST, now=NOW)
        assert not await revoke_token(session, token_id=FIRST, now=LATER)
        assert not await revoke_token(session, token_id="T" + "0", now=NOW)
        assert await find_token(session, digest="digest of T1", now=NOW) is None
        (listed,) = await list_tokens(session, merchant_id="m1")
    assert listed.revoked_at == NOW


async def test_the_operator_sees_everybodys_tokens(shop: Database) -> None:
    await keep(shop)
    await keep(shop, "T2", merchant_id="m2")
    async with shop.session() as session:
        assert {token.id for token in await list_tokens(session, merchant_id=None)} == {"T1", "T2"}
        assert [token.id for token in await list_tokens(session, merchant_id="m2")] == ["T2"]


def call(**changes: object) -> CallRow:
    fields: dict[str, object] = {
        "at": NOW,
        "via": "token",
        "team_id": "",
        "who": "T1",
        "merchant_id": "m1",
        "tool": "search",
        "outcome": "ok",
        "detail": "",
        "elapsed_ms": 1.5,
        "model_calls": 2,
        "cost": None,
    }
    return CallRow(**fields | changes)  # type: ignore[arg-type]


async def test_calls_are_listed_newest_first(shop: Database) -> None:
    async with shop.session() as session:
        for at, tool, merchant in ((NOW, "search", "m1"), (LATER, "fetch", "m1"), (NOW, "fetch", None)):
            row = call(at=at, tool=tool, merchant_id=merchant)
            await add_call(session, call=row, merchant_id=merchant)
        listed = await list_calls(session, merchant_id="m1", limit=9)
        assert listed == (call(at=LATER, tool="fetch"), call())
        assert len(await list_calls(session, merchant_id=None, limit=9)) == 3
        assert len(await list_calls(session, merchant_id=None, limit=2)) == 2


WELL = CallEnding(outcome="ok", detail="", elapsed_ms=12.5, model_calls=2, cost=0.01)


async def test_how_a_call_ended_is_said_of_that_call_alone(shop: Database) -> None:
    async with shop.one_statement() as session:
        number = await add_call(session, call=call(outcome="begun"), merchant_id="m1")
        await add_call(session, call=call(outcome="begun", tool="fetch"), merchant_id="m1")
        await end_call(session, call_id=number, ending=WELL, merchant_id="m1")
        listed = await list_calls(session, merchant_id="m1", limit=9)
    assert {row.tool: row.outcome for row in listed} == {"search": "ok", "fetch": "begun"}
    assert [CallEnding.of(row) for row in listed if row.tool == "search"] == [WELL]


@pytest.mark.parametrize(("whose", "other"), [("m1", "m2"), ("m1", None), (None, "m1")])
async def test_nobody_says_how_anothers_call_ended(
    shop: Database, whose: str | None, other: str | None
) -> None:
    begun = call(merchant_id=whose, outcome="begun")
    async with shop.session() as session:
        number = await add_call(session, call=begun, merchant_id=whose)
        await end_call(session, call_id=number, ending=WELL, merchant_id=other)
        assert await list_calls(session, merchant_id=None, limit=9) == (begun,)
        await end_call(session, call_id=number, ending=WELL, merchant_id=whose)
        (ended,) = await list_calls(session, merchant_id=None, limit=9)
    assert ended.outcome == "ok"


async def test_the_end_of_a_call_does_not_bring_back_who_was_forgotten_meanwhile(shop: Database) -> None:
    async with shop.session() as session:
        number = await add_call(session, call=call(team_id="T0", who="U1"), merchant_id="m1")
        await forget_person(session, team_id="T0", user_id="U1")
        await end_call(session, call_id=number, ending=WELL, merchant_id="m1")
        (listed,) = await list_calls(session, merchant_id="m1", limit=9)
    assert (listed.who, listed.outcome) == ("", "ok")


async def test_campaigns_are_found_by_any_word_of_theirs_and_no_other(shop: Database) -> None:
    async with shop.session() as session:
        await add_campaign(session, "m1", "spring_sale")
        await add_campaign(session, "m1", "autumn")
        for words, found in (
            (["SPRING".lower()], ["spring_sale"]),
            (["spring", "autumn"], ["autumn", "spring_sale"]),
            (["spring%"], []),
            (["winter"], []),
        ):
            rows = await search_campaigns(session, merchant_id="m1", words=words)
            assert sorted(row.id for row in rows) == found


async def test_suggestions_are_found_by_the_words_of_either_side(shop: Database) -> None:
    suggestion = {"id": "S-1", "engine": "rules", "outcome": "rewritten", "message": {"body": "Das Café"}}
    async with shop.session() as session:
        await save_suggestion(
            session, merchant_id="m1", draft={"body": "Frische Brötchen"}, suggestion=suggestion, now=NOW
        )
        for word, found in (("café", 1), ("brötchen", 1), ("s-1", 1), ("kaffee", 0), ("br_tchen", 0)):
            assert len(await search_suggestions(session, merchant_id="m1", words=[word])) == found, word

from store.database import Database
from store.rows import SuggestionRow
from store.suggestions import get_suggestion, save_suggestion
from tests.store.seed import NOW

DRAFT = {"body": "Hi {{first_name}}", "voucher": {"value": 5.0, "min_spend": None}, "list": [1, "é"]}


def _answer(**values: str) -> dict[str, str]:
    return {"id": "s1", "engine": "rules", "outcome": "rewritten"} | values


async def test_an_answer_is_kept_with_its_draft(database: Database) -> None:
    async with database.session() as session:
        await save_suggestion(session, merchant_id="m1", draft=DRAFT, suggestion=_answer(), now=NOW)
    async with database.session() as session:
        kept = await get_suggestion(session, merchant_id="m1", suggestion_id="s1")
    assert kept == SuggestionRow(
        id="s1",
        merchant_id="m1",
        draft=DRAFT,
        suggestion=_answer(),
        engine="rules",
        outcome="rewritten",
        created_at=NOW,
    )


async def test_saving_twice_keeps_the_first(database: Database) -> None:
    """A durable step may run again after a crash; and nobody overwrites another merchant's answer."""
    async with database.session() as session:
        await save_suggestion(session, merchant_id="m1", draft=DRAFT, suggestion=_answer(), now=NOW)
        again = _answer(outcome="ask")
        await save_suggestion(session, merchant_id="m2", draft={}, suggestion=again, now=NOW)
        kept = await get_suggestion(session, merchant_id="m1", suggestion_id="s1")
        assert await get_suggestion(session, merchant_id="m2", suggestion_id="s1") is None
    assert kept
    assert (kept.outcome, kept.draft) == ("rewritten", DRAFT)


async def test_an_answer_to_nobody_in_particular_is_nobodys(database: Database) -> None:
    async with database.session() as session:
        await save_suggestion(session, merchant_id=None, draft=DRAFT, suggestion=_answer(), now=NOW)
        await save_suggestion(session, merchant_id="m1", draft=DRAFT, suggestion=_answer(id="s2"), now=NOW)
        assert await get_suggestion(session, merchant_id=None, suggestion_id="s1")
        assert await get_suggestion(session, merchant_id="m1", suggestion_id="s1") is None
        assert await get_suggestion(session, merchant_id=None, suggestion_id="s2") is None

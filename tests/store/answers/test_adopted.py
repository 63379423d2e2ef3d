from datetime import timedelta
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from store import models
from store.answers import adopted
from store.database import Database
from store.forgetting import forget_person
from store.rows import AdoptedRow
from store.upsert import upsert
from tests.store.seed import NOW, add_campaign, add_merchant
from tests.store.talk import TEAM, add_answer, add_suggestion, add_workspace, settle

DRAFT = {"id": "c1", "title": "Old title", "body": "Old body", "audience": "new_buyers", "channel": "push"}
NEW = {"title": "New title", "body": "New body"}


async def _take(
    session: AsyncSession, *, draft: dict[str, Any] = DRAFT, suggested: Any = None, **decision: Any
) -> None:
    """The workspace of m1 takes what was suggested for a draft."""
    await add_workspace(session, merchant_id="m1")
    await add_suggestion(session, merchant_id="m1", draft=draft, **suggested or {})
    await add_answer(session, merchant_id="m1")
    await settle(session, **decision)


async def _send(
    session: AsyncSession,
    campaign_id: str = "c2",
    *,
    merchant_id: str = "m1",
    days: float | None = 3,
    words: dict[str, str | None] = NEW,
    score: float | None = 2.0,
    **values: Any,
) -> None:
    """A campaign, sent so many days after the decision (None: nobody knows when)."""
    await add_merchant(session, merchant_id)
    scores = {} if score is None else {"mean_score": score, "shrunk_score": score}
    await add_campaign(session, merchant_id, campaign_id, **scores, **values)
    own = {"merchant_id": merchant_id, "id": campaign_id}
    await upsert(session, models.Template, [own | {"channel": "push"} | words])
    campaign = await session.get(models.Campaign, own)
    assert campaign
    campaign.sent_at = None if days is None else NOW + timedelta(days=days)
    session.add(campaign)
    await session.flush()


async def _one(session: AsyncSession) -> AdoptedRow:
    (row,) = await adopted(session, team_id=TEAM, merchant_id="m1", limit=9)
    return row


async def test_what_was_taken_is_told_with_who_when_and_for_whom(database: Database) -> None:
    async with database.session() as session:
        await _take(session, by="U7", now=NOW)
        assert await _one(session) == AdoptedRow(
            suggestion_id="s1",
            decision="used",
            by="U7",
            at=NOW,
            title="New title",
            body="New body",
            audience="new_buyers",
            channel="push",
            campaign_id=None,
            before=None,
            sent_as=None,
            after=None,
        )


@pytest.mark.parametrize(
    ("decision", "title", "body"),
    [
        ({"version": 1}, "New title", "New body"),
        ({"version": 2}, None, "Short body"),
        ({"version": 9}, "New title", "New body"),
        ({"decision": "edited", "final_title": "Mine", "final_body": "My body"}, "Mine", "My body"),
    ],
)
async def test_the_words_are_those_of_the_version_or_the_editors_own(
    database: Database, decision: dict[str, Any], title: str | None, body: str
) -> None:
    async with database.session() as session:
        await _take(session, **decision)
        row = await _one(session)
    assert (row.title, row.body) == (title, body)


async def test_a_draft_that_was_good_as_it_is_is_taken_as_it_is(database: Database) -> None:
    async with database.session() as session:
        await _take(session, suggested={"message": None, "variants": []})
        row = await _one(session)
    assert (row.title, row.body) == ("Old title", "Old body")


async def test_what_was_dismissed_or_is_open_is_not_adopted(database: Database) -> None:
    async with database.session() as session:
        await _take(session, decision="dismissed")
        await add_answer(session, ts="9.9", merchant_id="m1")
        assert await adopted(session, team_id=TEAM, merchant_id="m1", limit=9) == ()


async def test_a_draft_that_was_a_campaign_tells_what_that_brought(database: Database) -> None:
    async with database.session() as session:
        await _send(session, "c1", days=-30, words={"title": "Old title", "body": "Old body"}, score=0.5)
        await _take(session)
        row = await _one(session)
    assert row.before
    assert (row.campaign_id, row.before.mean_score, row.after) == ("c1", 0.5, None)


async def test_a_campaign_without_logs_is_named_and_has_brought_nothing_yet(database: Database) -> None:
    async with database.session() as session:
        await _send(session, "c1", days=-1, score=None)
        await _take(session)
        row = await _one(session)
    assert (row.campaign_id, row.before) == ("c1", None)


async def test_words_that_were_sent_tell_what_they_brought(database: Database) -> None:
    """Blanks around them do not matter; of two sends the newest is told."""
    async with database.session() as session:
        await _take(session)
        await _send(session, "c2", days=3, score=1.0)
        await _send(session, "c3", days=9, words={"title": "New title ", "body": "\tNew body\r\n"}, score=2.5)
        row = await _one(session)
    assert row.after
    assert (row.sent_as, row.after.mean_score, row.after.delivered) == ("c3", 2.5, 1000)


async def test_words_without_a_title_are_found_too(database: Database) -> None:
    async with database.session() as session:
        await _take(session, version=2)
        await _send(session, words={"title": None, "body": "Short body"})
        assert (await _one(session)).sent_as == "c2"


@pytest.mark.parametrize(
    "other",
    [
        {"words": {"title": "New title", "body": "New body!"}},
        {"words": {"title": None, "body": "New body"}},
        {"audience": "new_followers"},
        {"merchant_id": "m2"},
        {"score": None},
        {"days": -2},
        {"campaign_id": "c1"},
    ],
    ids=["other body", "other title", "other people", "other shop", "no logs", "sent before", "the draft"],
)
async def test_what_else_was_sent_is_not_what_they_brought(database: Database, other: dict[str, Any]) -> None:
    async with database.session() as session:
        await _take(session)
        await _send(session, **other)
        row = await _one(session)
    assert (row.sent_as, row.after) == (None, None)


@pytest.mark.parametrize("days", [-0.4, None], ids=["the same day", "nobody knows when"])
async def test_a_history_may_know_the_day_only_or_not_even_that(
    database: Database, days: float | None
) -> None:
    async with database.session() as session:
        await _take(session)
        await _send(session, days=days)
        assert (await _one(session)).sent_as == "c2"


async def test_words_of_a_draft_that_named_no_audience_may_go_to_any(database: Database) -> None:
    async with database.session() as session:
        await _take(session, draft=DRAFT | {"audience": None})
        await _send(session, audience="new_followers")
        row = await _one(session)
    assert (row.audience, row.sent_as) == (None, "c2")


async def test_the_newest_come_first_and_no_more_than_asked(database: Database) -> None:
    async with database.session() as session:
        await _take(session)
        for minute in (1, 3, 2):
            await add_answer(session, ts=f"{minute}.0", merchant_id="m1")
            await settle(session, ts=f"{minute}.0", by=f"U{minute}", now=NOW + timedelta(minutes=minute))
        rows = await adopted(session, team_id=TEAM, merchant_id="m1", limit=2)
    assert [row.by for row in rows] == ["U3", "U2"]


async def test_words_of_somebody_who_was_forgotten_are_adopted_no_more(database: Database) -> None:
    async with database.session() as session:
        await _take(session, decision="edited", by="U_GONE", final_title=None, final_body="My words")
        await forget_person(session, user_id="U_GONE")
        assert await adopted(session, team_id=TEAM, merchant_id="m1", limit=9) == ()

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from store.database import Database
from store.digests import (
    digest_at,
    digest_plans,
    get_digest,
    note_item,
    note_message,
    note_posted,
    planned_digest,
    save_digest,
    segment_scores_of_all,
    segment_standards,
    sent_templates,
    settled_groups,
    told_groups,
    weeks_made,
)
from store.rows import DigestRow
from store.workspaces import save_workspace_settings
from tests.store.seed import NOW, add_campaign, add_merchant
from tests.store.talk import add_answer, add_suggestion, add_workspace, settle

WEEK = {"merchant_id": "m1", "week": "2026-W48"}


async def choose(session: AsyncSession, *campaigns: str, shrunk: float = 0.4, **values: Any) -> DigestRow:
    """A digest of these campaigns."""
    items = [
        {"campaign_id": name, "suggestion_id": f"s-{name}", "shrunk_score": shrunk, "gain": 9.5, "why": "…"}
        for name in campaigns
    ]
    told = WEEK | {"team_id": "T1", "channel": "C1", "content": {"items": items}, "now": NOW}
    return await save_digest(session, **told | values)


async def want(session: AsyncSession, team_id: str, channel: str | None, **values: Any) -> None:
    """Settings with this channel for the digest."""
    told = {"digest_day": 0, "digest_hour": 9, "time_zone": "Asia/Singapore", "now": NOW}
    usual = {"default_audience": None, "default_channel": None, "editors": []}
    await save_workspace_settings(session, team_id=team_id, digest_channel=channel, **told | usual | values)


async def test_what_was_chosen_first_stays(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        first = await choose(session, "C-1", "C-2")
        second = await choose(session, "C-3", channel="C9")
        assert second == first == await get_digest(session, **WEEK)
    assert [(item.position, item.campaign_id, item.ts) for item in first.items] == [
        (1, "C-1", None),
        (2, "C-2", None),
    ]
    assert (first.channel, first.ts, first.posted_at) == ("C1", None, None)


async def test_where_its_parts_stand_is_noted_and_found_by_its_message(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await choose(session, "C-1")
        await note_message(session, **WEEK, ts="1.5")
        await note_item(session, **WEEK, position=1, ts="1.6")
        await note_posted(session, **WEEK, now=NOW)
        await note_posted(session, **WEEK, now=NOW + timedelta(hours=1))
        found = await digest_at(session, team_id="T1", channel="C1", ts="1.5")
        assert await digest_at(session, team_id="T1", channel="C1", ts="1.6") is None
    assert found
    assert (found.week, found.posted_at, found.items[0].ts) == ("2026-W48", NOW, "1.6")


async def test_what_the_last_digests_told_is_known_by_the_template(database: Database) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        for name in ("C-1", "C-2", "C-3"):
            await add_campaign(session, "m1", name, group=f"g{name}", shrunk_score=0.5)
        for week, name, shrunk in (("W44", "C-3", 0.1), ("W45", "C-1", 0.2), ("W47", "C-1", 0.3)):
            await choose(session, name, shrunk=shrunk, week=f"2026-{week}")
        await choose(session, "C-2", week="2026-W48")
        told = await told_groups(session, merchant_id="m1", before="2026-W48", digests=2)
    assert told == {"gC-1": 0.3}


@pytest.mark.parametrize("decision", ["used", "edited", "dismissed"])
async def test_what_was_settled_is_known_by_the_template(database: Database, decision: str) -> None:
    async with database.session() as session:
        await add_workspace(session, merchant_id="m1")
        await add_campaign(session, "m1", "C-1", group="g1")
        await add_suggestion(session, merchant_id="m1", draft={"id": "C-1", "body": "Old"})
        await add_answer(session, merchant_id="m1")
        assert await settled_groups(session, merchant_id="m1") == frozenset()
        await settle(session, decision=decision)
        assert await settled_groups(session, merchant_id="m1") == {"g1"}


async def test_a_merchant_has_one_plan_that_of_its_first_workspace_with_a_channel(database: Database) -> None:
    async with database.session() as session:
        for team in ("T1", "T2", "T3"):
            await add_workspace(session, team, merchant_id="m1")
        await add_workspace(session, "T4", merchant_id="m2")
        await add_workspace(session, "T5")
        for team in ("T2", "T3", "T5"):
            await want(session, team, f"C-{team}", digest_day=4)
        plans = await digest_plans(session)
        assert await planned_digest(session, merchant_id="m1") == plans[0]
        assert await planned_digest(session, merchant_id="m2") is None
    assert [(plan.merchant_id, plan.team_id, plan.digest_channel, plan.digest_day) for plan in plans] == [
        ("m1", "T2", "C-T2", 4)
    ]


async def test_the_weeks_that_are_made_are_known(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await choose(session)
        assert await weeks_made(session, since=NOW) == {("m1", "2026-W48")}
        assert await weeks_made(session, since=NOW + timedelta(seconds=1)) == frozenset()


async def test_a_template_sent_again_is_one_with_its_first_campaign(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        interval = {"score_low": 0.1, "score_high": 0.3}
        for name in ("C-2", "C-1"):
            await add_campaign(session, "m1", name, group="g1", shrunk_score=0.2, percentile=0.1, **interval)
        await add_campaign(session, "m1", "C-3")
        (found,) = await sent_templates(session, merchant_id="m1")
    assert (found.group_key, found.campaign_id, found.first_sent) == ("g1", "C-1", NOW)
    assert (found.delivered, found.score_high, found.percentile) == (1000, 0.3, 0.1)


async def test_a_segments_standard_is_the_mean_of_its_strong_templates(database: Database) -> None:
    async with database.session() as session:
        for merchant, shrunk, quarter in (("m1", 0.2, "weak"), ("m2", 1.0, "strong"), ("m3", 1.4, "strong")):
            await add_merchant(session, merchant)
            scores = {"shrunk_score": shrunk, "percentile": shrunk / 2, "quarter": quarter}
            await add_campaign(session, merchant, "C-1", **scores)
        await add_campaign(session, "m2", "C-2", audience="repeat_buyers", shrunk_score=1, percentile=0.5)
        (standard,) = await segment_standards(session, merchant_id="m1")
        scores_of_all = await segment_scores_of_all(session, merchant_id="m1", audience="new_buyers")
        nothing = await segment_scores_of_all(session, merchant_id="m1", audience="repeat_buyers")
    assert (standard.templates, standard.shops, standard.strong_shops, standard.own) == (3, 3, 2, None)
    assert standard.strong == pytest.approx(1.2)
    assert scores_of_all == (0.2, 1.0, 1.4)
    assert nothing == ()

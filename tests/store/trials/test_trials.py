"""Trials kept, looked at, counted; and what is usual for a shop."""

from datetime import timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from store import models
from store.campaigns import get_campaign
from store.database import Database
from store.rows import OutcomeRow
from store.trials import (
    add_trial,
    arm_outcomes,
    get_trial,
    introduce_campaign,
    list_trials,
    market_outcomes,
    note_look,
    own_outcomes,
    sent_variants,
    weekly_messages,
)
from store.upsert import upsert
from tests.store.seed import NOW, add_campaign, add_merchant


async def add_outcome(
    session: AsyncSession, merchant_id: str, campaign_id: str, variant: str, **counts: int
) -> None:
    """What one version of a campaign brought."""
    row = {"merchant_id": merchant_id, "campaign_id": campaign_id, "variant": variant, "computed_at": NOW}
    await upsert(session, models.VariantOutcome, [row | {"delivered": 1000} | counts])


async def keep_trial(
    session: AsyncSession, merchant_id: str, trial_id: str = "T-1", **arms: str | None
) -> None:
    """A trial of campaign c1 with these arms and their versions."""
    about: dict[str, Any] = {
        "id": trial_id,
        "audience": "new_buyers",
        "channel": "push",
        "plan": {"per_arm": 10},
    }
    rows = [
        {
            "arm": arm,
            "intent": None,
            "title": None,
            "body": f"{arm} of {merchant_id}",
            "campaign_id": "c1",
            "variant": variant,
        }
        for arm, variant in arms.items()
    ]
    await add_trial(session, merchant_id=merchant_id, trial=about, arms=rows, now=NOW)


async def test_a_trial_is_kept_with_its_arms_once(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "a")
        await keep_trial(session, "a", A="A", B="B")
        await keep_trial(session, "a", A="other", B="B")
        found = await get_trial(session, merchant_id="a", trial_id="t-1")
        assert await get_trial(session, merchant_id="b", trial_id="T-1") is None
    assert found is not None
    assert [(arm.arm, arm.variant) for arm in found.arms] == [("A", "A"), ("B", "B")]
    assert (found.looks, found.verdict, found.ended_at) == ([], None, None)


async def test_looks_are_added_in_turn_until_the_trial_has_ended(database: Database) -> None:
    about: dict[str, Any] = {"merchant_id": "a", "trial_id": "T-1"}
    async with database.session() as session:
        await add_merchant(session, "a")
        await keep_trial(session, "a", A="A", B="B")
        assert await note_look(session, **about, seen=0, look={"n": 1}, verdict="undecided", ended_at=None)
        assert not await note_look(session, **about, seen=0, look={"n": 2}, verdict="winner", ended_at=NOW)
        assert len(await list_trials(session, merchant_id="a", running=True)) == 1
        assert await note_look(session, **about, seen=1, look={"n": 2}, verdict="winner", ended_at=NOW)
        assert not await note_look(session, **about, seen=2, look={"n": 3}, verdict="control", ended_at=NOW)
        assert await list_trials(session, merchant_id="a", running=True) == ()
        (found,) = await list_trials(session, merchant_id="a")
    assert (found.looks, found.verdict, found.ended_at) == ([{"n": 1}, {"n": 2}], "winner", NOW)


async def test_an_arm_has_brought_what_its_version_has_and_without_one_what_its_campaign_has(
    database: Database,
) -> None:
    async with database.session() as session:
        await add_merchant(session, "a")
        await add_merchant(session, "b")
        for merchant_id, clicked in (("a", 70), ("b", 990)):
            await add_outcome(session, merchant_id, "c1", "", clicked=5)
            await add_outcome(session, merchant_id, "c1", "a", clicked=clicked)
            await add_outcome(session, merchant_id, "c1", "B", clicked=clicked + 1, unsubscribe=3)
        await keep_trial(session, "a", A="A", B="B", C="C")
        await keep_trial(session, "a", "T-2", A=None)
        found = await arm_outcomes(session, merchant_id="a", trial_id="T-1")
        whole = await arm_outcomes(session, merchant_id="a", trial_id="T-2")
        assert await sent_variants(session, merchant_id="a", campaign_id="c1") == {
            "": 1000,
            "B": 1000,
            "a": 1000,
        }
    assert found["A"] == OutcomeRow(delivered=1000, clicked=70, unsubscribe=0, score_sum=0, score_squares=0)
    assert (found["B"].clicked, found["B"].unsubscribe, found["C"].delivered) == (71, 3, 0)
    assert (whole["A"].delivered, whole["A"].clicked) == (3000, 146)


async def test_what_is_usual_is_the_campaigns_the_shops_or_the_markets(database: Database) -> None:
    async with database.session() as session:
        for merchant_id, shares in (("a", False), ("b", True), ("c", False)):
            await add_merchant(session, merchant_id, shares=shares)
            await add_campaign(session, merchant_id, "c1")
            await add_campaign(session, merchant_id, "c2")
            await add_outcome(session, merchant_id, "c1", "", clicked=10)
            await add_outcome(session, merchant_id, "c2", "", clicked=30)
        asked: dict[str, Any] = {"merchant_id": "a", "audience": "new_buyers"}
        one = await own_outcomes(session, **asked, campaign_id="c1")
        own = await own_outcomes(session, **asked, channel="push")
        none = await own_outcomes(session, **asked, channel="sms")
        market = await market_outcomes(session, **asked)
        await add_outcome(session, "a", "c1", "b", clicked=900)
        await keep_trial(session, "a", A="A", B="B")
        assert await own_outcomes(session, **asked, campaign_id="c1") == one
    assert [(row.delivered, row.clicked) for row in (one, own, none, market)] == [
        (1000, 10),
        (2000, 40),
        (0, 0),
        (2000, 40),
    ]


async def test_a_weeks_messages_are_those_of_the_last_eight_weeks(database: Database) -> None:
    async with database.session() as session:
        for merchant_id in ("a", "b"):
            await add_merchant(session, merchant_id)
            for campaign, days in (("c1", 0), ("c2", 50), ("c3", 300)):
                await add_campaign(session, merchant_id, campaign)
                sent = {"merchant_id": merchant_id, "id": campaign, "sent_at": NOW - timedelta(days=days)}
                row = {
                    "template_id": campaign,
                    "audience": "new_buyers",
                    "channel": "push",
                    "group_key": campaign,
                }
                await upsert(session, models.Campaign, [sent | row])
                await add_outcome(session, merchant_id, campaign, "", delivered=4000)
        assert await weekly_messages(session, merchant_id="a") == {"new_buyers": 1000}
        assert await weekly_messages(session, merchant_id="a", channel="sms") == {}


async def test_a_new_campaign_is_made_known_and_a_known_one_left_alone(database: Database) -> None:
    words: dict[str, Any] = {"audience": "new_buyers", "channel": "push", "title": None, "body": "Hello"}
    async with database.session() as session:
        await add_merchant(session, "a")
        await add_campaign(session, "a", "c1")
        assert not await introduce_campaign(session, merchant_id="a", campaign_id="c1", **words)
        assert await introduce_campaign(session, merchant_id="a", campaign_id="T-1", **words)
        known = await get_campaign(session, merchant_id="a", campaign_id="c1")
        new = await get_campaign(session, merchant_id="a", campaign_id="T-1")
    assert known is not None
    assert known.template.body == "Body c1 of a"
    assert new is not None
    assert (new.template.body, new.audience) == ("Hello", "new_buyers")

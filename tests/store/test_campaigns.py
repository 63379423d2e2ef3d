from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from store.campaigns import find_campaign, get_campaign, list_campaigns
from store.database import Database
from store.rows import CampaignRow, EngagementRow, MerchantRow, ProductRow, TemplateRow, VoucherRow
from tests.store.seed import NOW, add_campaign, add_merchant


async def test_a_campaign_comes_with_everything_around_it(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1", shares=True)
        await add_campaign(session, "m1", "C-1", delivered=4120, read=900, shrunk_score=2.9, quarter="strong")
    async with database.session() as session:
        campaign = await get_campaign(session, merchant_id="m1", campaign_id="C-1")
    assert campaign == CampaignRow(
        id="C-1",
        merchant=MerchantRow(id="m1", name="Shop m1", market="MY", shares_into_market=True, created_at=NOW),
        audience="new_buyers",
        channel="push",
        sent_at=NOW,
        group_key="C-1",
        template=TemplateRow(
            id="C-1", channel="push", title="Title C-1 of m1", body="Body C-1 of m1", language="en"
        ),
        product=ProductRow(id="C-1", name="Product C-1 of m1", category="A > B"),
        voucher=VoucherRow(
            id="C-1",
            title="Voucher C-1 of m1",
            type="fixed",
            value=5.5,
            currency="MYR",
            min_spend=40,
            expires_at=date(2026, 11, 30),
        ),
        engagement=EngagementRow(
            delivered=4120,
            read=900,
            click_store=0,
            click_voucher=0,
            click_product=0,
            crm_button=0,
            unsubscribe=0,
            mean_score=2.9,
            shrunk_score=2.9,
            percentile=None,
            quarter="strong",
            score_low=None,
            score_high=None,
            computed_at=NOW,
        ),
    )


async def test_a_campaign_may_have_no_product_no_voucher_and_no_engagement(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "C-1", offer=False)
        campaign = await get_campaign(session, merchant_id="m1", campaign_id="C-1")
    assert campaign
    assert (campaign.product, campaign.voucher, campaign.engagement) == (None, None, None)


async def test_a_row_cannot_be_changed(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "C-1")
        campaign = await get_campaign(session, merchant_id="m1", campaign_id="C-1")
    assert campaign
    with pytest.raises(FrozenInstanceError):
        campaign.template.body = "changed"  # type: ignore[misc]


@pytest.mark.parametrize("asked", ["Spring-1", "spring-1", "SPRING-1"])
async def test_an_id_is_found_whatever_its_case(database: Database, asked: str) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "Spring-1")
        campaign = await get_campaign(session, merchant_id="m1", campaign_id=asked)
    assert campaign
    assert campaign.id == "Spring-1"


async def test_of_two_ids_that_differ_in_case_the_exact_one_is_meant(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        for campaign_id in ("SALE", "sale", "Sale"):
            await add_campaign(session, "m1", campaign_id)
        for campaign_id in ("SALE", "sale", "Sale"):
            campaign = await get_campaign(session, merchant_id="m1", campaign_id=campaign_id)
            assert campaign
            assert campaign.id == campaign_id


@pytest.mark.parametrize("asked", ["C_1", "C%", "C-2", "", "' OR 1=1 --"])
async def test_an_id_is_no_pattern(database: Database, asked: str) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "C-1")
        assert await get_campaign(session, merchant_id="m1", campaign_id=asked) is None
        assert await find_campaign(session, campaign_id=asked) == ()


async def test_two_merchants_may_use_the_same_id(database: Database) -> None:
    async with database.session() as session:
        for merchant_id in ("m1", "m2"):
            await add_merchant(session, merchant_id)
            await add_campaign(session, merchant_id, "C-1")
        own = await get_campaign(session, merchant_id="m2", campaign_id="C-1")
        everyone = await find_campaign(session, campaign_id="c-1")
    assert own
    assert own.template.body == "Body C-1 of m2"
    assert [campaign.merchant.id for campaign in everyone] == ["m1", "m2"]


async def test_the_worst_campaigns_of_a_merchant_come_first(database: Database) -> None:
    """Percentiles compare across segments, scores do not; what has no engagement comes last."""
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "good", shrunk_score=0.4, percentile=0.9, audience="new_followers")
        await add_campaign(session, "m1", "unsent")
        await add_campaign(session, "m1", "poor", shrunk_score=1.2, percentile=0.1)
        await add_campaign(session, "m1", "fair", shrunk_score=1.4, percentile=0.5)
        listed = await list_campaigns(session, merchant_id="m1")
        first = await list_campaigns(session, merchant_id="m1", limit=2)
    assert [campaign.id for campaign in listed] == ["poor", "fair", "good", "unsent"]
    assert first == listed[:2]


async def test_only_the_weak_are_listed_when_asked(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "a", shrunk_score=2, percentile=0.9, quarter="strong")
        await add_campaign(session, "m1", "b", shrunk_score=1, percentile=0.1, quarter="weak")
        await add_campaign(session, "m1", "c", shrunk_score=1.5, percentile=0.5)
        await add_campaign(session, "m1", "d")
        weak = await list_campaigns(session, merchant_id="m1", weak_only=True)
    assert [campaign.id for campaign in weak] == ["b"]

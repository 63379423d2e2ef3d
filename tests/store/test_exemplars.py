from datetime import date

import pytest

from store.database import Database
from store.exemplars import Scope, market_templates, own_templates, segment_templates
from store.merchants import set_consent
from store.rows import ProductRow, ScoredTemplate, VoucherRow
from tests.store.seed import add_campaign, add_merchant


def _bodies(templates: tuple[ScoredTemplate, ...]) -> list[str]:
    return [template.body.removeprefix("Body ") for template in templates]


@pytest.fixture
async def history(database: Database) -> Database:
    """m1 and m2 share into the market, m3 does not; each has strong, weak and middling templates."""
    async with database.session() as session:
        for merchant_id, shares in (("m1", True), ("m2", True), ("m3", False)):
            await add_merchant(session, merchant_id, shares=shares)
            await add_campaign(session, merchant_id, "best", shrunk_score=2.9, quarter="strong")
            await add_campaign(session, merchant_id, "good", shrunk_score=2.1, quarter="strong")
            await add_campaign(session, merchant_id, "fair", shrunk_score=1.5)
            await add_campaign(session, merchant_id, "poor", shrunk_score=0.3, quarter="weak", offer=False)
            await add_campaign(session, merchant_id, "unscored", delivered=0)
            await add_campaign(
                session, merchant_id, "other", shrunk_score=9, quarter="strong", audience="new_followers"
            )
    return database


async def test_own_templates_come_best_first(history: Database) -> None:
    async with history.session() as session:
        strong = await own_templates(session, merchant_id="m1", audience="new_buyers", quarter="strong")
        weak = await own_templates(session, merchant_id="m1", audience="new_buyers", quarter="weak")
        everything = await own_templates(session, merchant_id="m1", audience="new_buyers")
        first = await own_templates(session, merchant_id="m1", audience="new_buyers", limit=1)
    assert _bodies(strong) == ["best of m1", "good of m1"]
    assert _bodies(weak) == ["poor of m1"]
    assert _bodies(everything) == ["best of m1", "good of m1", "fair of m1", "poor of m1"]
    assert first == everything[:1]


async def test_an_own_template_tells_its_campaign_setting_and_sample_size(history: Database) -> None:
    async with history.session() as session:
        best, *_ = await own_templates(session, merchant_id="m1", audience="new_buyers")
    assert best == ScoredTemplate(
        merchant_id="m1",
        merchant_name="Shop m1",
        market="MY",
        group_key="best",
        campaign_id="best",
        audience="new_buyers",
        channel="push",
        title="Title best of m1",
        body="Body best of m1",
        language="en",
        product=ProductRow(id="best", name="Product best of m1", category="A > B"),
        voucher=VoucherRow(
            id="best",
            title="Voucher best of m1",
            type="fixed",
            value=5.5,
            currency="MYR",
            min_spend=40,
            expires_at=date(2026, 11, 30),
        ),
        delivered=1000,
        mean_score=2.9,
        shrunk_score=2.9,
        percentile=None,
        quarter="strong",
    )


async def test_a_template_may_come_without_product_and_voucher(history: Database) -> None:
    async with history.session() as session:
        poor, *_ = await own_templates(session, merchant_id="m1", audience="new_buyers", quarter="weak")
    assert (poor.product, poor.voucher) == (None, None)


async def test_a_template_sent_again_counts_once(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        for campaign_id in ("c2", "c1", "c3"):
            await add_campaign(session, "m1", campaign_id, group="same", shrunk_score=2, quarter="strong")
        found = await own_templates(session, merchant_id="m1", audience="new_buyers")
    assert [template.campaign_id for template in found] == ["c1"]


async def test_of_equal_scores_the_larger_sample_leads(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        for campaign_id, delivered in (("small", 50), ("large", 5000), ("middle", 500)):
            await add_campaign(session, "m1", campaign_id, shrunk_score=2, delivered=delivered)
        found = await own_templates(session, merchant_id="m1", audience="new_buyers")
    assert [template.campaign_id for template in found] == ["large", "middle", "small"]


async def test_the_market_is_the_strong_templates_of_others_who_share(history: Database) -> None:
    async with history.session() as session:
        found = await market_templates(session, audience="new_buyers", exclude_merchant_id="m1")
        for_a_stranger = await market_templates(session, audience="new_buyers", exclude_merchant_id="m3")
    assert _bodies(found) == ["best of m2", "good of m2"]
    assert _bodies(for_a_stranger) == ["best of m1", "best of m2", "good of m1", "good of m2"]


async def test_whoever_asks_for_nobody_gets_everyone_who_shares(history: Database) -> None:
    """A draft may come without a merchant."""
    async with history.session() as session:
        found = await market_templates(session, audience="new_buyers", exclude_merchant_id=None, limit=3)
    assert _bodies(found) == ["best of m1", "best of m2", "good of m1"]


async def test_the_market_names_no_campaign(history: Database) -> None:
    async with history.session() as session:
        found = await market_templates(session, audience="new_buyers", exclude_merchant_id="m1")
        contrast = await segment_templates(session, merchant_id="m1", audience="new_buyers", scope="market")
    assert {template.campaign_id for template in (*found, *contrast)} == {None}


async def test_consent_taken_back_works_from_the_next_query_on(history: Database) -> None:
    async with history.session() as session:
        await set_consent(session, merchant_id="m2", shares_into_market=False)
    async with history.session() as session:
        assert await market_templates(session, audience="new_buyers", exclude_merchant_id="m1") == ()


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("own", ["best of m1", "good of m1", "poor of m1"]),
        ("market", ["best of m2", "good of m2", "poor of m2"]),
    ],
)
async def test_contrast_looks_at_the_strong_and_the_weak(
    history: Database, scope: Scope, expected: list[str]
) -> None:
    async with history.session() as session:
        found = await segment_templates(session, merchant_id="m1", audience="new_buyers", scope=scope)
    assert _bodies(found) == expected


async def test_nobody_in_particular_has_no_templates_of_their_own(history: Database) -> None:
    async with history.session() as session:
        assert await segment_templates(session, merchant_id=None, audience="new_buyers", scope="own") == ()

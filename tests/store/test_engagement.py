import pytest

from store.database import Database
from store.engagement import segment_scores, segment_size
from store.rows import SegmentScore, SegmentSize
from tests.store.seed import add_campaign, add_merchant


async def test_a_merchants_record_is_told_segment_by_segment(database: Database) -> None:
    """A template sent twice counts once, one that reached nobody not at all."""
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "a", shrunk_score=2.0, quarter="strong", delivered=100)
        await add_campaign(session, "m1", "a again", group="a")
        await add_campaign(session, "m1", "b", shrunk_score=1.0, quarter="weak", delivered=300)
        await add_campaign(session, "m1", "c", shrunk_score=1.5, delivered=200)
        await add_campaign(session, "m1", "d", delivered=0)
        await add_campaign(session, "m1", "e", shrunk_score=0.5, delivered=50, audience="frequent_buyers")
        frequent, new = await segment_scores(session, merchant_id="m1")
    assert frequent == SegmentScore(
        audience="frequent_buyers", templates=1, delivered=50, mean_score=0.5, strong=0, weak=0
    )
    assert (new.audience, new.templates, new.delivered, new.strong, new.weak) == ("new_buyers", 3, 600, 1, 1)
    assert new.mean_score == pytest.approx(1.5)


async def test_another_merchants_record_does_not_count(database: Database) -> None:
    async with database.session() as session:
        for merchant_id, score in (("m1", 1.0), ("m2", 3.0)):
            await add_merchant(session, merchant_id, shares=True)
            await add_campaign(session, merchant_id, "a", shrunk_score=score)
        (record,) = await segment_scores(session, merchant_id="m1")
    assert (record.templates, record.mean_score) == (1, 1.0)


async def test_a_merchant_without_logs_has_no_record(database: Database) -> None:
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_campaign(session, "m1", "a")
        assert await segment_scores(session, merchant_id="m1") == ()


async def test_a_percentile_ranks_the_scored_templates_of_all_shops(
    database: Database,
) -> None:
    """Whether they share or not; sent again counts once, never scored not at all."""
    async with database.session() as session:
        for merchant_id, shares in (("m1", False), ("m2", True), ("m3", False)):
            await add_merchant(session, merchant_id, shares=shares)
            await add_campaign(session, merchant_id, "a", percentile=0.5)
        await add_campaign(session, "m1", "a again", group="a")
        await add_campaign(session, "m1", "b", percentile=0.9)
        await add_campaign(session, "m1", "c", delivered=0)
        await add_campaign(session, "m1", "d")
        await add_campaign(session, "m2", "e", percentile=0.5, audience="frequent_buyers")
        size = await segment_size(session, merchant_id="m1", audience="new_buyers")
        nothing = await segment_size(session, merchant_id="m1", audience="new_followers")
    assert size == SegmentSize(audience="new_buyers", templates=4, own=2)
    assert nothing == SegmentSize(audience="new_followers", templates=0, own=0)

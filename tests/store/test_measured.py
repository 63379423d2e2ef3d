from typing import Any

from store import models
from store.database import Database
from store.measured import measured_states, measured_versions
from store.rows import MeasuredRow
from store.trials import add_trial
from store.upsert import upsert
from tests.store.seed import NOW, add_campaign, add_engagement

MEASURED = {"score_low": 0.9, "score_high": 1.3, "shrunk_score": 1.1}


async def stock(database: Database, **second: Any) -> None:
    """A campaign, and the same one sent in other words."""
    async with database.session() as session:
        await models_of_m1(session)
        await add_campaign(session, "m1", "C-1", **MEASURED)
        own = {"merchant_id": "m1", "id": "T-2", "channel": "push", "language": "en"}
        await upsert(session, models.Template, [own | {"title": "Other title", "body": "Other words"}])
        again = {"merchant_id": "m1", "id": "C-2", "template_id": "T-2", "product_id": "C-1"}
        again |= {"voucher_id": "C-1", "audience": "new_buyers", "channel": "push", "sent_at": NOW}
        await upsert(session, models.Campaign, [again | {"group_key": "g2"} | second])
        await add_engagement(session, "m1", "g2", audience="new_buyers", **MEASURED)


async def models_of_m1(session: Any) -> None:
    for merchant in ("m1", "m2"):
        row = {"id": merchant, "name": f"Shop {merchant}", "market": "MY", "created_at": NOW}
        await upsert(session, models.Merchant, [row])


async def versions(database: Database, merchant_id: str = "m1") -> tuple[MeasuredRow, ...]:
    async with database.session() as session:
        return await measured_versions(session, merchant_id=merchant_id)


async def test_the_same_send_in_other_words_is_one_set(database: Database) -> None:
    await stock(database)
    first, second = await versions(database)
    assert first.set == second.set
    assert {first.body, second.body} == {"Body C-1 of m1", "Other words"}
    assert round(first.error, 4) == round(0.4 / 3.92, 4)


async def test_another_audience_channel_product_or_offer_is_another_set(database: Database) -> None:
    await stock(database, audience="repeat_buyers")
    first, second = await versions(database)
    assert first.set != second.set


async def test_what_is_about_nothing_known_has_nothing_in_common(database: Database) -> None:
    await stock(database, product_id=None, voucher_id=None)
    assert [row.body for row in await versions(database)] == ["Body C-1 of m1"]


async def test_another_shops_figures_are_its_own(database: Database) -> None:
    await stock(database)
    assert await versions(database, "m2") == ()


async def test_the_arms_of_a_trial_are_one_set_with_their_means(database: Database) -> None:
    async with database.session() as session:
        await models_of_m1(session)
        before = await measured_states(session)
        trial = {"id": "T1", "audience": "new_buyers", "channel": "push", "plan": {}}
        arms = [{"arm": a, "body": f"Words {a}", "campaign_id": "C-9", "variant": a} for a in "AB"]
        rows = [arm | {"intent": None, "title": None} for arm in arms]
        await add_trial(session, merchant_id="m1", trial=trial, arms=rows, now=NOW)
        counted = {"merchant_id": "m1", "campaign_id": "C-9", "delivered": 100, "computed_at": NOW}
        sums = {"A": (100.0, 200.0), "B": (150.0, 400.0)}
        outcomes = [
            counted | {"variant": arm, "score_sum": total, "score_squares": squares}
            for arm, (total, squares) in sums.items()
        ]
        await upsert(session, models.VariantOutcome, outcomes)
        after = await measured_states(session)
    assert before == {}
    assert set(after) == {"m1"}
    first, second = await versions(database)
    assert (first.set, first.mean, second.mean) == (second.set, 1.0, 1.5)
    assert round(first.error, 3) == 0.101

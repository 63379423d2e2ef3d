"""The runs with digests can tell a missing part and a second one from a good one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

from evals.digest_rush import Rush
from evals.digest_verdict import Scene, judged
from evals.replica import Replica
from evals.shops import Shop, open_shops, want_digests
from handlers.slack.blocks.notes import note_card
from playground import Playground
from store.answers import save_answer
from store.database import Database
from store.digests import digest_plans, note_item, note_posted, save_digest, segment_standards, sent_templates

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
WEEK = "2026-W48"
BLOCKS = list(note_card("a part").blocks)


async def stand(slack: Playground, shop: Shop, part: str) -> str:
    """A part of a shop's digest, in its room."""
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    key = {"key": f"digest:{shop.id}:{WEEK}:{part}"}
    about = {"event_type": "crmagent_answer", "event_payload": key}
    posted = await client.chat_postMessage(channel=shop.room, text="a part", blocks=BLOCKS, metadata=about)
    return str(posted["ts"])


async def keep(database: Database, shop: Shop, ts: str) -> None:
    """A digest of one item, which stands at this time, and is whole."""
    about: dict[str, Any] = {"merchant_id": shop.id, "week": WEEK}
    item = {"campaign_id": "C-1", "suggestion_id": "s1", "shrunk_score": 0.1, "gain": 1.0}
    async with database.session() as session:
        await save_digest(
            session, **about, team_id=shop.team, channel=shop.room, content={"items": [item]}, now=NOW
        )
        await save_answer(
            session, team_id=shop.team, channel=shop.room, ts=ts, thread="1.0", suggestion_id="s1",
            merchant_id=shop.id, asked_by="", now=NOW,
        )  # fmt: skip
        await note_item(session, **about, position=1, ts=ts)
        await note_posted(session, **about, now=NOW)


async def test_what_is_missing_or_there_twice_is_counted(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'shops.db'}")
    await database.upgrade()
    good, twice, never, odd = shops = await open_shops(database, 4, now=NOW, seed=1)
    async with Playground() as slack:
        await want_digests(slack, database, shops, due=NOW)
        for shop in (good, twice, odd):
            await stand(slack, shop, "digest")
            await keep(database, shop, await stand(slack, shop, "item 1"))
        await stand(slack, twice, "item 1")
        await stand(slack, odd, "something else")
        scene = Scene(slack, database, cast("tuple[Replica, Replica]", ()), shops, NOW)
        verdict = await judged(scene, kills=1)
        scene_of_one = Scene(slack, database, cast("tuple[Replica, Replica]", ()), (good,), NOW)
        assert (await judged(scene_of_one, kills=1)).fine
    assert never not in (good, twice, odd)
    assert (verdict.once, verdict.twice, verdict.never, verdict.unfinished) == (5, 2, 1, 1)
    assert not verdict.fine
    await database.close()


async def test_made_up_shops_have_something_to_fix_and_are_due(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'shops.db'}")
    await database.upgrade()
    shops = await open_shops(database, 12, now=NOW, seed=1)
    async with database.session() as session:
        sent = await sent_templates(session, merchant_id=shops[0].id)
        standards = {row.audience: row for row in await segment_standards(session, merchant_id=shops[0].id)}
        assert await digest_plans(session) == ()
        below = [row for row in sent if (row.score_high or 0) < (standards[row.audience].strong or 0)]
        assert len(below) >= 5
    async with Playground() as slack:
        await want_digests(slack, database, shops[:3], due=NOW)
        async with database.session() as session:
            plans = await digest_plans(session)
    assert [(plan.merchant_id, plan.digest_day, plan.digest_hour) for plan in plans] == [
        (shop.id, 0, 9) for shop in shops[:3]
    ]
    await database.close()


def test_a_bar_is_missed_by_a_lost_digest_a_refusal_a_long_wait_or_memory_that_grows() -> None:
    good = Rush(
        shops=9, whole=9, messages=54, seconds=9.0, refused=0, overtaken=3, memory_early=500.0,
        memory_late=560.0, waited=[0.1],
    )  # fmt: skip
    assert good.fine
    for wrong in ({"whole": 8}, {"refused": 1}, {"overtaken": 200}, {"memory_late": 700.0}):
        assert not Rush(**{**vars(good), **wrong}).fine

"""Messages that say which version they were: counted by version, and no score changes by it."""

# ruff: noqa: S608 (the paths are our own)

from pathlib import Path

import duckdb
import pytest
from sqlmodel import select

from store.models import VariantOutcome
from store.trials import add_trial
from tests.store.ingest.desk import EVENTS, SENDS, Desk

GOOD = "2026-10-01T10:00:00Z"
CLICKED = [
    "x0,click_store",
    "x0,click_product",
    "x1,read",
    "x2,click_voucher",
    "x3,unsubscribe",
    "x3,crm_button",
]
SEEN = [f"{row},2026-10-02T10:00:00Z" for row in CLICKED]


def _sent(variants: str = "AB", campaign: str = "C-1") -> list[str]:
    return [f"x{number},{campaign},{GOOD},{variants[number % len(variants)]}" for number in range(8)]


async def _outcomes(desk: Desk, merchant_id: str = "m01") -> dict[tuple[str, str], VariantOutcome]:
    async with desk.database.session() as session:
        rows = await session.exec(select(VariantOutcome).where(VariantOutcome.merchant_id == merchant_id))
        return {(row.campaign_id, row.variant): row for row in rows}


async def test_every_version_of_a_campaign_is_counted_by_itself(desk: Desk) -> None:
    await desk.take("sends.csv", f"{SENDS},ab_variant", *_sent(), merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    found = await _outcomes(desk)
    assert set(found) == {("C-1", "A"), ("C-1", "B")}
    first, second = found["C-1", "A"], found["C-1", "B"]
    assert (first.delivered, first.clicked, first.click_store, first.click_voucher) == (4, 2, 1, 1)
    assert (first.score_sum, first.score_squares) == (3 + 4 + 3, 49 + 9)
    assert (second.delivered, second.clicked, second.read, second.unsubscribe) == (4, 0, 1, 1)
    assert (second.score_sum, second.score_squares) == (1 - 3, 1 + 9)


async def test_messages_that_name_no_version_are_of_none(desk: Desk) -> None:
    await desk.take("sends.csv", f"{SENDS},variant", *_sent("A "), merchant_id="m01")
    assert {key: row.delivered for key, row in (await _outcomes(desk)).items()} == {
        ("C-1", "A"): 4,
        ("C-1", ""): 4,
    }


async def test_engagement_is_the_same_with_versions_and_without(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, *(row.rpartition(",")[0] for row in _sent()), merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    without = await desk.everything()
    await desk.take("again.csv", f"{SENDS},variation_id", *_sent(), merchant_id="m01")
    assert await desk.everything() == without
    # Logged a second time with its version, a message is of that version.
    assert {key: row.delivered for key, row in (await _outcomes(desk)).items()} == {
        ("C-1", "A"): 4,
        ("C-1", "B"): 4,
    }


@pytest.mark.parametrize(
    "name",
    ["variant", "variation_id", "message_variation_id", "arm", "properties.variation_id", "template_id"],
)
async def test_versions_have_many_names(desk: Desk, name: str) -> None:
    await desk.take("sends.csv", f"{SENDS},{name}", *_sent(), merchant_id="m01")
    assert set(await _outcomes(desk)) == {("C-1", "A"), ("C-1", "B")}


async def test_a_stream_of_events_and_a_row_a_message_tell_versions_too(desk: Desk) -> None:
    stream = [f"x{n},delivered,{GOOD},C-1,{'AB'[n % 2]}" for n in range(4)]
    stream += ["x1,click,2026-10-02T10:00:00Z,C-1,B"]
    await desk.take("stream.csv", f"{EVENTS},campaign_id,variant", *stream, merchant_id="m01")
    rows = [f"y{n},C-2,{GOOD},{'yes' if n else 'no'},{'AB'[n % 2]}" for n in range(4)]
    await desk.take("rows.csv", f"{SENDS},clicked,variant", *rows, merchant_id="m01")
    told = {key: (row.delivered, row.clicked) for key, row in (await _outcomes(desk)).items()}
    assert told == {("C-1", "A"): (2, 0), ("C-1", "B"): (2, 1), ("C-2", "A"): (2, 1), ("C-2", "B"): (2, 2)}


async def test_json_lines_and_parquet_tell_versions(desk: Desk) -> None:
    line = '{"message_id": "x1", "campaign_id": "C-1", "delivered_at": "%s"%s}'
    await desk.take(
        "some.jsonl",
        line % (GOOD, ""),
        line.replace("x1", "x2") % (GOOD, ', "variant": "B"'),
        merchant_id="m01",
    )
    about = "'x3' AS message_id, 'C-1' AS campaign_id, TIMESTAMP '2026-10-01' AS delivered_at"
    rows = f"SELECT {about}, 7 AS variation_id"
    await desk.take_file(desk.parquet("more.parquet", rows), merchant_id="m01")
    assert set(await _outcomes(desk)) == {("C-1", ""), ("C-1", "B"), ("C-1", "7")}


async def test_two_shops_with_the_same_campaigns_and_versions_stay_apart(desk: Desk) -> None:
    rows = [f"m01,{row}" for row in _sent()] + [f"m02,{row}" for row in _sent()[:2]]
    await desk.take("sends.csv", f"merchant_id,{SENDS},variant", *rows)
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m02")
    assert {key: (row.delivered, row.clicked) for key, row in (await _outcomes(desk)).items()} == {
        ("C-1", "A"): (4, 0),
        ("C-1", "B"): (4, 0),
    }
    assert (await _outcomes(desk, "m02"))["C-1", "A"].clicked == 1


async def test_a_rewrite_under_test_is_not_scored_as_the_original(desk: Desk) -> None:
    """Its messages say something else than the campaign's template; they count in the test alone."""
    trial = {"id": "T-1", "audience": "new_buyers", "channel": "push", "plan": {}}
    words = {"intent": None, "title": None, "body": "Other words", "campaign_id": "C-1"}
    arms = [{"arm": arm, "variant": arm, **words} for arm in "AB"]
    async with desk.database.session() as session:
        await add_trial(session, merchant_id="m01", trial=trial, arms=arms, now=desk.now)
    for merchant in ("m01", "m02"):
        await desk.take(f"sends-{merchant}.csv", f"{SENDS},variant", *_sent("Ab"), merchant_id=merchant)
    assert (await desk.engagement("m01")).delivered == 4
    assert (await desk.engagement("m02")).delivered == 8
    assert (await _outcomes(desk))["C-1", "b"].delivered == 4


async def test_what_an_older_version_kept_is_still_read(desk: Desk) -> None:
    """Parts without versions, and a file of counts that knows neither versions nor clicks."""
    await desk.take("sends.csv", SENDS, *(row.rpartition(",")[0] for row in _sent()), merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    counts, old = desk.data / "counts.parquet", desk.folder / "old.parquet"
    duckdb.execute(f"COPY (SELECT * EXCLUDE (variant, clicked) FROM '{counts}') TO '{old}'")
    assert "variant" not in _columns(next(desk.data.rglob("sends.parquet")))
    old.replace(counts)
    await desk.take("theirs.csv", f"{SENDS},variant", *_sent(), merchant_id="m02")
    mine = (await _outcomes(desk))["C-1", ""]
    assert (mine.delivered, mine.clicked) == (8, 2)
    assert set(await _outcomes(desk, "m02")) == {("C-1", "A"), ("C-1", "B")}


def _columns(path: Path) -> set[str]:
    return {row[0] for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}

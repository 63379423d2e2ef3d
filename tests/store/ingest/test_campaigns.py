"""Campaign and template files: checked row by row, written once, totals where there is nothing finer."""

# ruff: noqa: S608 (every path is the test's own)

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.campaigns import get_campaign, list_campaigns
from store.ingest.errors import IngestError
from store.merchants import list_merchants, set_consent
from store.rows import CampaignRow
from tests.store.ingest.desk import SENDS, Desk

HEADER = "campaign_id,audience,channel,title,body"
GOOD = "2026-10-01T10:00:00Z"


async def _campaign(desk: Desk, campaign_id: str = "C-1", merchant_id: str = "m01") -> CampaignRow:
    async with desk.database.session() as session:
        found = await get_campaign(session, merchant_id=merchant_id, campaign_id=campaign_id)
    assert found is not None
    return found


NESTED = {
    "id": "C-7",
    "merchant": {"id": "m07", "name": "Ridgeback Trail Co.", "market": "US"},
    "audience": "price_drop_group",
    "channel": "push",
    "title": "Trail 18 Daypack: now $64, was $79",
    "body": " Byte for byte: two  spaces, a tab\t, 30 % and an é. ",
    "product": {"name": "Trail 18 Daypack", "category": "Outdoor > Bags"},
    "voucher": {
        "title": "$5 OFF",
        "type": "fixed",
        "value": 5,
        "currency": "usd",
        "min_spend": None,
        "expires_at": "2026-11-30",
    },
    "language": "en",
    "sent_at": "2026-10-01T18:00:00+08:00",
}


async def test_a_json_campaign_comes_in_with_all_that_belongs_to_it(bare_desk: Desk) -> None:
    report = await bare_desk.take("campaigns.jsonl", json.dumps(NESTED))
    assert report.rows_taken == 1
    assert report.notes[0].startswith("New merchants: m07.")
    found = await _campaign(bare_desk, "C-7", "m07")
    assert (found.merchant.name, found.merchant.market, found.merchant.shares_into_market) == (
        "Ridgeback Trail Co.",
        "US",
        False,
    )
    assert found.template.body == NESTED["body"]
    assert found.product is not None
    assert found.product.category == "Outdoor > Bags"
    assert found.voucher is not None
    assert (found.voucher.value, found.voucher.currency, found.voucher.min_spend) == (5.0, "USD", None)
    assert found.voucher.expires_at == date(2026, 11, 30)
    assert found.sent_at == datetime(2026, 10, 1, 10, tzinfo=UTC)


async def test_parquet_campaigns_come_in_nested_too(bare_desk: Desk) -> None:
    source = bare_desk.folder / "one.jsonl"
    source.write_text(json.dumps(NESTED))
    path = bare_desk.parquet("campaigns.parquet", f"SELECT * FROM read_json('{source}')")
    report = await bare_desk.take_file(path)
    assert (report.rows_taken, report.rejections) == (1, ())
    assert (await _campaign(bare_desk, "C-7", "m07")).template.body == NESTED["body"]


BAD = {
    "C-5,nobody,push,Hi,Body": "audience: “nobody” is none of potential_new_customers, new_buyers,",
    "C-5,new_buyers,pigeon,Hi,Body": "channel: “pigeon” is none of push, im, email, sms, whatsapp",
    "C-5,,push,Hi,Body": "a campaign needs an audience",
    "C-5,new_buyers,,Hi,Body": "a template needs a channel",
    "C-5,new_buyers,push,Hi,": "the row has neither a body, nor a template's id and an audience, nor totals",
    ",new_buyers,push,Hi,Body": "the row has neither a campaign id nor a template's id and body",
}


async def test_bad_campaigns_are_told_and_the_others_come_in(bare_desk: Desk) -> None:
    good = "C-1,New Buyers,E-Mail,Hi,Body"
    report = await bare_desk.take("campaigns.csv", HEADER, *BAD, good, merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (1, len(BAD))
    for place, (row, reason) in enumerate(zip(report.rejections, BAD.values(), strict=True)):
        assert row.line == 2 + place
        assert row.reason.startswith(reason)
    assert report.rejects_file is not None
    assert len(report.rejects_file.read_text().splitlines()) == 1 + len(BAD)
    found = await _campaign(bare_desk)
    assert (found.audience, found.channel) == ("new_buyers", "email")


BAD_VOUCHERS = {
    "10% OFF,percentage,ten,,,": "voucher_value: ",
    "10% OFF,percentage,-1,,,": "voucher_value: ",
    "10% OFF,percentage,nan,,,": "voucher_value: ",
    "10% OFF,rebate,10,,,": "voucher_type: “rebate” is none of percentage, fixed,",
    "10% OFF,,10,,,": "the voucher has a title but no type",
    "10% OFF,percentage,10,RINGGIT,,": "voucher_currency: ",
    "10% OFF,percentage,10,MYR,,next week": "voucher_expires_at: ",
}


async def test_vouchers_are_checked(bare_desk: Desk) -> None:
    header = f"{HEADER},voucher_title,voucher_type,voucher_value,currency,min_spend,voucher_expires_at"
    rows = [f"C-1,new_buyers,push,Hi,Body,{voucher}" for voucher in BAD_VOUCHERS]
    report = await bare_desk.take("campaigns.csv", header, *rows, merchant_id="m01")
    assert report.rows_taken == 0
    for row, reason in zip(report.rejections, BAD_VOUCHERS.values(), strict=True):
        assert row.reason.startswith(reason)


async def test_a_body_may_run_over_lines(bare_desk: Desk) -> None:
    row = 'C-1,new_buyers,email,Hi,"Hello,\n\nsee ""this"".\n"'
    await bare_desk.take("campaigns.csv", HEADER, row, merchant_id="m01")
    assert (await _campaign(bare_desk)).template.body == 'Hello,\n\nsee "this".\n'


async def test_templates_and_campaigns_may_come_apart(bare_desk: Desk) -> None:
    templates = ["template_id,channel,title,body", "T-1,push,Hi,Body"]
    assert (await bare_desk.take("templates.csv", *templates, merchant_id="m01")).rows_taken == 1
    campaigns = ["campaign_id,template_id,audience", "C-1,T-1,new_buyers", "C-2,T-9,new_buyers"]
    report = await bare_desk.take("campaigns.csv", *campaigns, merchant_id="m01")
    assert report.rows_taken == 1
    assert report.rejections[0].reason == "unknown template “T-9”: describe it in this row or import it first"
    assert (await _campaign(bare_desk)).template.body == "Body"


async def test_the_same_template_sent_twice_is_scored_as_one(bare_desk: Desk) -> None:
    rows = ["C-1,new_buyers,push,Hi,Body", "C-2,new_buyers,push,Hi,Body", "C-3,repeat_buyers,push,Hi,Body"]
    await bare_desk.take("campaigns.csv", HEADER, *rows, merchant_id="m01")
    sends = [f"x{number},C-{number},{GOOD}" for number in (1, 2, 3)]
    await bare_desk.take("sends.csv", SENDS, *sends, merchant_id="m01")
    assert [(await bare_desk.engagement(campaign_id=f"C-{n}")).delivered for n in (1, 2, 3)] == [2, 2, 1]


async def test_a_campaign_moved_to_another_audience_takes_its_logs_along(bare_desk: Desk) -> None:
    await bare_desk.take("campaigns.csv", HEADER, "C-1,new_buyers,push,Hi,Body", merchant_id="m01")
    await bare_desk.take("sends.csv", SENDS, f"x1,C-1,{GOOD}", merchant_id="m01")
    await bare_desk.take("corrected.csv", HEADER, "C-1,repeat_buyers,push,Hi,Body", merchant_id="m01")
    assert [(row[0], row[2]) for row in await bare_desk.everything()] != []
    row = await bare_desk.engagement()
    assert (row.audience, row.delivered) == ("repeat_buyers", 1)
    assert len(await bare_desk.everything()) == 1


async def test_an_import_does_not_give_a_merchant_another_name_or_consent(bare_desk: Desk) -> None:
    await bare_desk.take("one.jsonl", json.dumps(NESTED))
    async with bare_desk.database.session() as session:
        await set_consent(session, merchant_id="m07", shares_into_market=True)
    again = NESTED | {"id": "C-8", "merchant": {"id": "m07", "name": "Somebody else", "market": "MY"}}
    await bare_desk.take("two.jsonl", json.dumps(again))
    async with bare_desk.database.session() as session:
        (merchant,) = await list_merchants(session)
    assert (merchant.name, merchant.market, merchant.shares_into_market) == (
        "Ridgeback Trail Co.",
        "US",
        True,
    )


TOTALS = f"{HEADER},delivered,read,click_store,click_voucher,click_product,crm_button,unsubscribe"


async def test_totals_of_a_platform_that_exports_nothing_finer(bare_desk: Desk) -> None:
    await bare_desk.take(
        "campaigns.csv",
        TOTALS,
        'C-1,new_buyers,push,Hi,Body one,"1,000",400,30,20,10,5,2',
        "C-2,new_buyers,push,Hi,Body two,1000,100,3,2,1,5,20",
        merchant_id="m01",
    )
    row = await bare_desk.engagement()
    assert (row.delivered, row.read, row.unsubscribe) == (1000, 400, 2)
    assert row.mean_score == pytest.approx((400 + 3 * 30 + 3 * 20 + 4 * 10 + 2 * 5 - 5 * 2) / 1000)
    other = await bare_desk.engagement(campaign_id="C-2")
    assert row.percentile is not None
    assert other.percentile is not None
    assert row.percentile > other.percentile


async def test_newer_totals_take_the_place_of_older_ones_and_logs_of_both(bare_desk: Desk) -> None:
    await bare_desk.take("one.csv", TOTALS, "C-1,new_buyers,push,Hi,B,100,40,0,0,0,0,0", merchant_id="m01")
    later = Desk(bare_desk.database, bare_desk.folder, bare_desk.now.replace(hour=10))
    header = "campaign_id,delivered,read"
    report = await later.take("two.csv", header, "C-1,200,60", "C-9,5,1", merchant_id="m01")
    assert report.rejections[0].reason.startswith("totals of the unknown campaign “C-9”")
    assert (await bare_desk.engagement()).delivered == 200
    await later.take("sends.csv", SENDS, f"x1,C-1,{GOOD}", merchant_id="m01")
    assert (await bare_desk.engagement()).delivered == 1


async def test_totals_that_cannot_be_are_told(bare_desk: Desk) -> None:
    rows = ["C-1,new_buyers,push,Hi,B,10,11,0,0,0,0,0", "C-2,new_buyers,push,Hi,B,10,-1,0,0,0,0,0"]
    report = await bare_desk.take("one.csv", TOTALS, *rows, merchant_id="m01")
    assert [row.reason[:37] for row in report.rejections] == [
        "read is 11, more than the 10 delivere",
        "read: Input should be greater than or",
    ]


async def test_a_campaign_file_that_breaks_in_the_middle_leaves_nothing(
    bare_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.ingest.checked._BATCH", 10)
    columns = "'C-' || i AS campaign_id, 'new_buyers' AS audience, 'push' AS channel, 'Body ' || i AS body"
    path = bare_desk.parquet("campaigns.parquet", f"SELECT {columns} FROM range(35) t(i)")
    _damage_pages(path)
    with pytest.raises(IngestError, match="cut off or damaged"):
        await bare_desk.take_file(path, merchant_id="m01")
    async with bare_desk.database.session() as session:
        assert await list_campaigns(session, merchant_id="m01") == ()
        assert await list_merchants(session) == ()


def _damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[20:200] = b"\xff" * 180
    path.write_bytes(bytes(content))


async def test_many_campaigns_come_in_batch_by_batch(bare_desk: Desk) -> None:
    rows = [f"C-{number},new_buyers,push,Hi,Body {number}" for number in range(3_000)]
    report = await bare_desk.take("campaigns.csv", HEADER, *rows, merchant_id="m01")
    assert report.rows_taken == 3_000

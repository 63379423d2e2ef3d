"""Columns and values as platforms write them."""

import json
from datetime import datetime

import pytest

from store.ingest.fields import Kind, recognise
from store.ingest.kinds import detect_kind
from tests.store.ingest.desk import EVENTS, SENDS, Desk

GOOD = "2026-10-01T10:00:00Z"


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (SENDS, "sends"),
        (EVENTS, "events"),
        ("message_id,campaign_id,delivered_at,read,click_store", "messages"),
        ("campaign_id,audience,channel,title,body", "campaigns"),
        ("template_id,channel,title,body", "campaigns"),
        ("campaign_id,delivered,read,unsubscribe", "campaigns"),
        ("Campaign ID,Send Channel,Subject,Delivered,Unique Opens", "campaigns"),
        # Notifuse: one row a recipient
        ("contact_email,broadcast_id,template_id,sent_at,delivered_at,opened_at,clicked_at", "messages"),
        # SendGrid, Customer.io, Dittofeed, WhatsApp, Braze: streams
        ("email,event,timestamp,sg_event_id,sg_message_id,category", "events"),
        ("event_id,metric,timestamp,data.customer_id,data.campaign_id", "events"),
        ("workspace_id,user_id,message_id,origin_message_id,event,event_time,broadcast_id", "events"),
        ("id,status,timestamp,recipient,biz_opaque_callback_data", "events"),
        ("id,user_id,event_type,time,campaign_id,machine_open", "events"),
        # Segment, flattened
        ("event,userId,timestamp,properties.campaign_id,properties.link_url", "events"),
        # Mautic's e-mail statistics
        ("email_id,lead_id,date_sent,is_read,date_read,tracking_hash", "messages"),
        ("message_id,campaign_id,sent_at,status", "sends"),
        ("alpha,beta", None),
        ("", None),
    ],
)
def test_the_columns_tell_the_kind(columns: str, kind: Kind | None) -> None:
    assert detect_kind(columns.split(",")) == kind


def test_a_field_takes_the_surest_of_its_names_first() -> None:
    columns = recognise(["canvas_id", "Campaign ID", "time"], "events")
    assert columns.fields["campaign_id"] == ("Campaign ID", "canvas_id")


async def _events_seen(desk: Desk, *rows: str, header: str = EVENTS) -> dict[str, int]:
    """Counts after a send x1 … x9 delivered at 10:00 and these events."""
    sends = [f"x{number},C-1,{GOOD}" for number in range(1, 10)]
    await desk.take("sends.csv", SENDS, *sends, merchant_id="m01")
    report = await desk.take("events.csv", header, *rows, merchant_id="m01")
    assert report.rejections == ()
    row = await desk.engagement()
    names = ("read", "click_store", "click_voucher", "click_product", "crm_button", "unsubscribe")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


TIMES = (
    "2026-10-01T10:00:00Z",
    "2026-10-01T18:00:00+08:00",
    "2026-10-01 10:00:00",
    "2026-10-01 10:00:00.000",
    "2026-10-01 10:00:00 UTC",
    "2026-10-01 18:00:00 +0800",
    "2026-10-01T10:00",
    "Thu, 01 Oct 2026 18:00:00 +0800",
    "1790848800",
    "1790848800.0",
    "1790848800000",
    "1790848800000000",
    " 1790848800 ",
)


async def test_times_in_many_forms_are_the_same_time(desk: Desk) -> None:
    """All delivered at ten: read then, but not a second before, nor clicked a second after seven days."""
    sends = [f'x{place},C-1,"{time}"' for place, time in enumerate(TIMES)]
    assert (await desk.take("sends.csv", SENDS, *sends, merchant_id="m01")).rejections == ()
    inside = [f'x{place},read,"{time}"' for place, time in enumerate(TIMES)]
    early = [f"x{place},crm_button,2026-10-01T09:59:59Z" for place in range(len(TIMES))]
    last = [f"x{place},click_voucher,2026-10-08T10:00:00Z" for place in range(len(TIMES))]
    late = [f"x{place},click_store,2026-10-08T10:00:01Z" for place in range(len(TIMES))]
    await desk.take("events.csv", EVENTS, *inside, *early, *last, *late, merchant_id="m01")
    row = await desk.engagement()
    assert row.delivered == row.read == row.click_voucher == len(TIMES)
    assert row.crm_button == row.click_store == 0


async def test_booleans_in_many_spellings(desk: Desk) -> None:
    """Machine opens are not read; everything that says no is."""
    yes = ["true", "TRUE", "1", "yes", "Y", "t"]
    no = ["false", "", "0"]
    rows = [f"x{place + 1},read,{GOOD},{word}" for place, word in enumerate([*yes, *no])]
    assert await _events_seen(desk, *rows, header=f"{EVENTS},machine_open") == {"read": 3}


async def test_suspected_bots_do_not_click_but_may_read_and_leave(desk: Desk) -> None:
    behaviours = ["read", "click_store", "click_voucher", "click_product", "crm_button", "unsubscribe"]
    rows = [f"x1,{behaviour},{GOOD},true" for behaviour in behaviours]
    seen = await _events_seen(desk, *rows, header=f"{EVENTS},is_suspected_bot_click")
    assert seen == {"read": 1, "unsubscribe": 1}


async def test_events_by_their_platforms_names(desk: Desk) -> None:
    names = {
        "Open": "read",
        "users.messages.email.Open": "read",
        "Email Opened": "read",
        "DFEmailOpened": "read",
        "Email Link Clicked": "click_store",
        "spamreport": "unsubscribe",
        "voucher_click": "click_voucher",
        "Bounce": None,
        "processed": None,
    }
    rows = [f"x{place + 1},{name},{GOOD}" for place, name in enumerate(names)]
    assert await _events_seen(desk, *rows) == {
        "read": 4,
        "click_store": 1,
        "unsubscribe": 1,
        "click_voucher": 1,
    }


async def test_a_click_counts_for_what_was_clicked(desk: Desk) -> None:
    rows = [f"x1,click,{GOOD},{target}" for target in ("product", "voucher", "button", "")]
    seen = await _events_seen(desk, *rows, header=f"{EVENTS},link_type")
    assert seen == {"click_product": 1, "click_voucher": 1, "crm_button": 1, "click_store": 1}


async def test_events_nobody_counts_are_neither_taken_nor_rejected(desk: Desk) -> None:
    report = await desk.take("events.csv", EVENTS, f"x1,bounce,{GOOD}", f"x1,read,{GOOD}", merchant_id="m01")
    assert (report.rows_read, report.rows_taken, report.rows_rejected) == (2, 1, 0)


async def test_a_stream_with_deliveries_needs_no_other_file(desk: Desk) -> None:
    report = await desk.take(
        "stream.csv",
        "sg_message_id,event,timestamp,category",
        "x1,delivered,1790848800,C-1",
        "x2,delivered,1790848800,C-1",
        "x1,open,1790848900,C-1",
        "x3,delivered,1790848900,C-9",
        "x2,processed,1790848700,C-1",
        merchant_id="m01",
    )
    assert (report.rows_taken, report.rows_rejected) == (3, 1)
    row = await desk.engagement()
    assert (row.delivered, row.read) == (2, 1)


async def test_one_row_a_message_with_flags_and_times(desk: Desk) -> None:
    """Times are held to the seven days; a bare yes counts as inside them."""
    report = await desk.take(
        "messages.csv",
        f"{SENDS},opened_at,clicked,click_product,unsubscribed_at",
        f"x1,C-1,{GOOD},2026-10-02T10:00:00Z,yes,3,",
        f"x2,C-1,{GOOD},2026-10-20T10:00:00Z,no,0,",
        f"x3,C-1,{GOOD},,,,2026-10-03T10:00:00Z",
        merchant_id="m01",
    )
    assert report.rows_taken == 3
    row = await desk.engagement()
    counts = (row.delivered, row.read, row.click_store, row.click_product, row.unsubscribe)
    assert counts == (3, 1, 1, 1, 1)
    assert row.mean_score == pytest.approx((1 + 3 + 4 - 5) / 3)


async def test_a_message_may_be_named_by_campaign_and_user(desk: Desk) -> None:
    sends = ["campaign_id,email,sent_at", "C-1,Ann@example.com,2026-10-01", "C-2,ann@example.com,2026-10-01"]
    report = await desk.take("sends.csv", *sends, merchant_id="m01")
    assert "The file has no time of delivery: the time of sending stands for it." in report.notes
    events = ["campaign_id,email,event,time", "C-1,ann@example.com,open,2026-10-01T00:00:09"]
    await desk.take("events.csv", *events, merchant_id="m01")
    assert ((await desk.engagement()).read, (await desk.engagement(campaign_id="C-2")).read) == (1, 0)
    kept = b"".join(path.read_bytes() for path in desk.data.rglob("*.parquet"))
    assert b"example.com" not in kept


async def test_parquet_with_its_own_types(desk: Desk) -> None:
    path = desk.parquet(
        "messages.parquet",
        "SELECT 100 + i AS message_id, 'C-1' AS campaign_id, epoch_ms(1790848800000) AS delivered_at, "
        "i < 3 AS read, CASE WHEN i < 2 THEN TIMESTAMP '2026-10-02' END AS clicked_at, i % 2 AS unsubscribed "
        "FROM range(4) t(i)",
    )
    await desk.take_file(path, merchant_id="m01")
    row = await desk.engagement()
    assert (row.delivered, row.read, row.click_store, row.unsubscribe) == (4, 3, 2, 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
async def test_values_may_be_parted_by_other_characters(desk: Desk, delimiter: str) -> None:
    lines = [SENDS, f"x1,C-1,{GOOD}", f'"x,2",C-1,{GOOD}'] if delimiter == "," else [SENDS, f"x1,C-1,{GOOD}"]
    report = await desk.take(
        "sends.csv", *(line.replace(",", delimiter) for line in lines), merchant_id="m01"
    )
    assert report.rows_rejected == 0


@pytest.mark.parametrize("name", ["sends [1].csv", "all*.csv", "it's.csv", "été 雪.csv", "SENDS.CSV"])
async def test_a_file_may_be_called_anything(desk: Desk, name: str) -> None:
    report = await desk.take(name, SENDS, f"x1,C-1,{GOOD}", f"x2,C-1,{GOOD}", ",C-1,", merchant_id="m01")
    assert (report.filename, report.rows_taken, report.rejections[0].line) == (name, 2, 4)


async def test_nested_json_lines_are_flattened(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, f"x1,C-1,{GOOD}", merchant_id="m01")
    event = {"data": {"message_id": "x1"}, "metric": "opened", "timestamp": 1790848900, "tags": ["a", "b"]}
    report = await desk.take("events.jsonl", json.dumps(event), merchant_id="m01")
    assert report.rows_taken == 1
    assert (await desk.engagement()).read == 1


async def test_ids_stay_text(desk: Desk) -> None:
    """007 and 7 are two messages, and so is 1e3 beside 1000."""
    rows = [f"{name},C-1,{GOOD}" for name in ("007", "7", "1e3", "1000")]
    await desk.take("sends.csv", SENDS, *rows, merchant_id="m01")
    assert (await desk.engagement()).delivered == 4


async def test_nested_parquet_is_flattened(desk: Desk) -> None:
    select = f"SELECT {{'message_id': 'x1', 'campaign_id': 'C-1'}} AS data, '{GOOD}' AS delivered_at"
    report = await desk.take_file(desk.parquet("sends.parquet", select), merchant_id="m01")
    assert report.rows_taken == 1


def test_the_sample_times_are_what_they_say() -> None:
    assert datetime.fromisoformat(GOOD).timestamp() + 0 == 1790848800

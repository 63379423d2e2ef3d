"""Bad rows: each told with its line and its reason, and the rest goes on."""

import csv
import json

import pytest

from store.ingest.report import ImportReport
from store.rejections import list_rejections
from tests.store.ingest.desk import EVENTS, SENDS, Desk

GOOD = "2026-10-01T10:00:00Z"
HELP = "write times like 2026-11-20T10:00:00Z or as seconds since 1970"

BAD_SENDS = {
    f",C-1,{GOOD}": "no message id",
    f"   ,C-1,{GOOD}": "no message id",
    f"x,,{GOOD}": "no campaign id",
    f"x,C-9,{GOOD}": "unknown campaign “C-9”: import its campaign, then this file again",
    "x,C-1,": "no time of delivery",
    "x,C-1,yesterday": f"unreadable time “yesterday”: {HELP}",
    "x,C-1,20/11/2026 10:00": f"unreadable time “20/11/2026 10:00”: {HELP}",
    "x,C-1,1": f"unreadable time “1”: {HELP}",
    "x,C-1,0001-01-01": f"unreadable time “0001-01-01 00:00:00”: {HELP}",
}
BAD_EVENTS = {
    f",read,{GOOD}": "no message id",
    f"x,,{GOOD}": "no event",
    f"x,danced,{GOOD}": "unknown event “danced”",
    "x,read,": "no time",
    "x,read,soon": f"unreadable time “soon”: {HELP}",
    f"x,delivered,{GOOD}": "no campaign id",
}


def _told(report: ImportReport) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in report.rejections]


@pytest.mark.parametrize(("header", "bad"), [(SENDS, BAD_SENDS), (EVENTS, BAD_EVENTS)])
async def test_every_bad_row_has_its_line_and_reason(desk: Desk, header: str, bad: dict[str, str]) -> None:
    event = "C-1" if header == SENDS else "read"
    rows = [row for text in bad for row in (f"good,{event},{GOOD}", text)]
    report = await desk.take("rows.csv", header, *rows, merchant_id="m01")
    assert report.rows_taken == len(bad)
    assert _told(report) == [(3 + 2 * place, reason) for place, reason in enumerate(bad.values())]


async def test_malformed_rows_are_rejected_with_the_others(desk: Desk) -> None:
    """Values over several lines and blank lines: the numbers are those an editor shows."""
    report = await desk.take(
        "sends.csv",
        f"{SENDS},note",
        f'x1,C-1,{GOOD},"two',
        'lines"',
        "",
        f"x2,C-1,{GOOD}",
        f"x3,C-1,{GOOD},fine,too many",
        f"x4,C-1,{GOOD},fine,,,",
        f'"x5"5,C-1,{GOOD},fine',
        f',C-1,{GOOD},"no message"',
        f'x6,C-1,{GOOD},5" pizza',
        merchant_id="m01",
    )
    assert report.rows_taken == 3
    assert _told(report) == [
        (5, "3 values under a header of 4 columns"),
        (6, "5 values under a header of 4 columns"),
        (8, "a quotation mark stands in the middle of a value"),
        (9, "no message id"),
    ]


async def test_the_rejects_file_has_them_all_and_the_table_the_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.ingest.logs.KEPT_REJECTIONS", 5)
    rows = [f"x{number},C-9,{GOOD}" for number in range(40)]
    report = await desk.take("sends.csv", SENDS, f"x,C-1,{GOOD}", *rows, merchant_id="m01")
    assert report.rows_rejected == 40
    assert report.rejects_file is not None
    with report.rejects_file.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    assert [int(row["line"]) for row in kept] == list(range(3, 43))
    assert kept[0]["raw"] == f"x0,C-9,{GOOD}"
    async with desk.database.session() as session:
        in_table = await list_rejections(session, merchant_id="m01", import_id=2)
    assert [row.line for row in in_table] == [3, 4, 5, 6, 7]


async def test_a_parquet_row_is_told_by_its_number(desk: Desk) -> None:
    path = desk.parquet(
        "sends.parquet",
        "SELECT CASE WHEN i <> 6 THEN 'x' || i END AS message_id, 'C-1' AS campaign_id, "
        "CASE WHEN i <> 8 THEN TIMESTAMP '2026-10-01' END AS delivered_at FROM range(10) t(i)",
    )
    report = await desk.take_file(path, merchant_id="m01")
    assert report.rows_taken == 8
    assert _told(report) == [(7, "no message id"), (9, "no time of delivery")]
    assert json.loads(report.rejections[0].raw)["campaign_id"] == "C-1"


async def test_json_lines_are_rejected_one_by_one(desk: Desk) -> None:
    row = {"message_id": "x", "event": "read", "time": GOOD}
    lines = [json.dumps(row), "{broken", "[1, 2]", json.dumps(row | {"event": "danced"})]
    report = await desk.take("events.jsonl", *lines, merchant_id="m01")
    assert report.rows_taken == 1
    assert [line for line, _ in _told(report)] == [2, 3, 4]
    assert "not valid JSON" in report.rejections[0].reason
    assert report.rejections[1].reason == "this line is not a JSON object"


async def test_a_message_row_with_an_unreadable_flag_is_rejected(desk: Desk) -> None:
    report = await desk.take(
        "messages.csv", f"{SENDS},read", f"x1,C-1,{GOOD},maybe", f"x2,C-1,{GOOD},yes", merchant_id="m01"
    )
    assert _told(report) == [(2, "read is neither yes or no nor a time: “maybe”")]


async def test_an_undelivered_message_is_no_message(desk: Desk) -> None:
    report = await desk.take(
        "sends.csv",
        f"{SENDS},status",
        f"x1,C-1,{GOOD},Hard Bounce",
        f"x2,C-1,{GOOD},delivered",
        merchant_id="m01",
    )
    assert _told(report) == [(2, "not delivered: “Hard Bounce”")]
    assert (await desk.engagement()).delivered == 1


async def test_rows_of_unknown_campaigns_come_in_once_the_campaign_is_known(desk: Desk) -> None:
    """The same file once more is then not the same import."""
    rows = [f"x1,C-1,{GOOD}", f"x2,C-9,{GOOD}"]
    first = await desk.take("sends.csv", SENDS, *rows, merchant_id="m01")
    assert first.notes[0].startswith("Rows left out because their campaigns are not known: 1.")
    header = "campaign_id,audience,channel,body"
    await desk.take("more.csv", header, "C-9,new_buyers,push,Body C-9", merchant_id="m01")
    second = await desk.take("sends.csv", SENDS, *rows, merchant_id="m01")
    assert (second.unchanged, second.rows_taken, second.rows_rejected) == (False, 2, 0)
    assert second.rejects_file is None
    assert (await desk.engagement(campaign_id="C-9")).delivered == 1
    assert (await desk.engagement(campaign_id="C-1")).delivered == 1


async def test_a_large_file_with_one_bad_row_is_told_by_its_line(desk: Desk) -> None:
    """Beyond one block of the fast reader, which reads in parallel."""
    rows = [f"message-number-{number},C-1,{GOOD}" for number in range(150_000)]
    rows[123_456] = f",C-1,{GOOD}"
    report = await desk.take("sends.csv", SENDS, *rows, merchant_id="m01")
    assert _told(report) == [(123_458, "no message id")]
    assert (await desk.engagement()).delivered == 149_999

"""Files that cannot be read, or not to their end: one clear sentence each, and the good rows kept."""

import gzip

import pytest

from store.ingest.errors import IngestError
from tests.store.ingest.desk import EVENTS, SENDS, Desk

ROW = "x1,C-1,2026-10-01T10:00:00Z"


async def _refused(desk: Desk, name: str, content: bytes, merchant_id: str | None = "m01") -> str:
    with pytest.raises(IngestError) as refused:
        await desk.take_bytes(name, content, merchant_id=merchant_id)
    assert await desk.everything() == []
    sentence = str(refused.value)
    assert sentence.startswith(f"“{name.removesuffix('.gz')}”")
    assert sentence.endswith(".")
    return sentence


async def test_an_empty_file(desk: Desk) -> None:
    assert "is empty: nothing was taken in" in await _refused(desk, "sends.csv", b"")


async def test_a_header_without_rows(desk: Desk) -> None:
    sentence = await _refused(desk, "sends.csv", f"{SENDS}\n".encode())
    assert "has a header and no rows" in sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        (b"%PDF-1.7", "is a PDF"),
        (b"Obj\x01avro", "Avro"),
        (bytes(range(32)) * 40, "is not text"),
        (b'[{"message_id": "x1"}]', "JSON array"),
    ],
)
async def test_a_file_of_another_sort(desk: Desk, content: bytes, said: str) -> None:
    assert said in await _refused(desk, "sends.csv", content)


async def test_columns_nobody_knows_are_listed_with_what_is_expected(desk: Desk) -> None:
    sentence = await _refused(desk, "odd.csv", b"alpha,beta\n1,2\n")
    assert "has the columns alpha, beta, which we don't recognise" in sentence
    assert "message_id, campaign_id, delivered_at" in sentence


async def test_a_missing_column_is_named_beside_those_there_are(desk: Desk) -> None:
    sentence = await _refused(desk, "sends.csv", b"message_id,campaign_id,colour\nx1,C-1,red\n")
    assert "was read as sends and has no column for delivered_at or delivered or sent_at" in sentence
    assert "it has message_id, campaign_id, colour" in sentence


async def test_a_file_that_names_no_merchant_and_is_given_for_none(desk: Desk) -> None:
    sentence = await _refused(desk, "sends.csv", f"{SENDS}\n{ROW}\n".encode(), merchant_id=None)
    assert "merchant_id (or say whose file it is)" in sentence


def _parquet(desk: Desk) -> bytes:
    select = (
        "SELECT 'x' || i AS message_id, 'C-1' AS campaign_id, TIMESTAMP '2026-10-01' AS delivered_at "
        "FROM range(1000) t(i)"
    )
    return desk.parquet("whole.parquet", select).read_bytes()


@pytest.mark.parametrize("share", [0.2, 0.7, 0.99])
async def test_a_parquet_file_cut_in_the_middle(desk: Desk, share: float) -> None:
    whole = _parquet(desk)
    sentence = await _refused(desk, "sends.parquet", whole[: int(len(whole) * share)])
    assert "is a Parquet file that was cut off or damaged: nothing was taken in" in sentence


async def test_a_parquet_file_damaged_inside(desk: Desk) -> None:
    whole = bytearray(_parquet(desk))
    whole[20:400] = b"\xff" * 380
    assert "cut off or damaged" in await _refused(desk, "sends.parquet", bytes(whole))


async def test_a_text_that_is_called_parquet(desk: Desk) -> None:
    sentence = await _refused(desk, "sends.parquet", f"{SENDS}\n{ROW}\n".encode())
    assert "is called Parquet but is none" in sentence


async def test_a_gzip_file_cut_in_the_middle(desk: Desk) -> None:
    packed = gzip.compress(("\n".join([SENDS] + [f"x{i},C-1,2026-10-01" for i in range(5000)])).encode())
    with pytest.raises(IngestError, match="is a gzip file that was cut off"):
        await desk.take_bytes("sends.csv.gz", packed[: len(packed) // 2], merchant_id="m01")


async def test_a_missing_file_is_the_callers_error(desk: Desk) -> None:
    with pytest.raises(FileNotFoundError):
        await desk.take_file(desk.folder / "nowhere.csv", merchant_id="m01")


async def test_a_folder_is_no_file(desk: Desk) -> None:
    with pytest.raises(IngestError, match="is a folder: name the files in it"):
        await desk.take_file(desk.folder, merchant_id="m01")


async def test_a_csv_cut_in_the_middle_of_a_row_keeps_the_rows_before(desk: Desk) -> None:
    text = f"{SENDS}\n{ROW}\nx2,C-1,2026-10-01T10:00:00Z\nx3,C-"
    report = await desk.take_bytes("sends.csv", text.encode(), merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (2, 1)
    assert "The file ends in the middle of a row: the 2 rows before it were read." in report.notes
    assert report.rejections[0].line == 4
    assert (await desk.engagement()).delivered == 2


async def test_a_csv_cut_inside_a_quoted_value_keeps_the_rows_before(desk: Desk) -> None:
    text = f'{SENDS}\n{ROW}\n"x2,C-1,2026-10-0'
    report = await desk.take_bytes("sends.csv", text.encode(), merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (1, 1)
    assert report.rejections[0].reason == "the file ends in the middle of this row"


async def test_a_quote_that_is_never_closed_costs_its_own_row_alone(desk: Desk) -> None:
    rows = [f"x{number},C-1,2026-10-01T10:00:00Z" for number in range(300)]
    rows[7] = f'"{rows[7]}'
    report = await desk.take("sends.csv", SENDS, *rows, merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (299, 1)
    assert report.rejections[0].line == 9
    assert report.rejections[0].reason == "a quotation mark is opened here and never closed"


async def test_a_json_line_cut_in_the_middle_keeps_the_lines_before(desk: Desk) -> None:
    lines = (
        '{"message_id": "x1", "campaign_id": "C-1", "delivered_at": "2026-10-01"}\n{"message_id": "x2", "cam'
    )
    report = await desk.take_bytes("sends.jsonl", lines.encode(), merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (1, 1)
    assert report.rejections[0].reason == "the file ends in the middle of this row"


async def test_columns_without_use_are_named(desk: Desk) -> None:
    report = await desk.take("sends.csv", f"{SENDS},colour,mood", f"{ROW},red,fine", merchant_id="m01")
    assert report.rows_taken == 1
    assert "Columns nothing was taken from: colour, mood." in report.notes


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "The file is in UTF-16; it was turned into UTF-8."),
        ("utf-16-le", "The file is in UTF-16; it was turned into UTF-8."),
        ("cp1252", "The file is not in UTF-8; it was read as Windows-1252. Check a word with an accent."),
        ("latin-1", "The file is not in UTF-8; it was read as Windows-1252. Check a word with an accent."),
    ],
)
async def test_other_encodings_are_read_and_told(desk: Desk, encoding: str, note: str | None) -> None:
    lines = [SENDS, *(f"Zoë-{number},C-1,2026-10-01T10:00:00Z" for number in range(30))]
    report = await desk.take_bytes("sends.csv", "\r\n".join(lines).encode(encoding), merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (30, 0)
    assert report.notes == ((note,) if note else ())
    # The ids have to be the same whatever the encoding: here come their events, in UTF-8.
    events = [f"Zoë-{number},read,2026-10-02T10:00:00Z" for number in range(30)]
    await desk.take("events.csv", EVENTS, *events, merchant_id="m01")
    assert (await desk.engagement()).read == 30


async def test_a_few_broken_bytes_in_utf8_cost_their_own_rows(desk: Desk) -> None:
    good = "\n".join([SENDS, *(f"Zoë-{number},C-1,2026-10-01T10:00:00Z" for number in range(9))]).encode()
    report = await desk.take_bytes(
        "sends.csv", good + b"\nZo\xeb,C-1,2026-10-01T10:00:00Z\n", merchant_id="m01"
    )
    assert (report.rows_taken, report.rows_rejected) == (9, 1)
    assert (report.rejections[0].line, report.rejections[0].reason) == (11, "this row is not valid UTF-8")


async def test_a_packed_file_is_unpacked(desk: Desk) -> None:
    packed = gzip.compress(f"{SENDS}\n{ROW}\n".encode())
    report = await desk.take_bytes("sends.csv.gz", packed, merchant_id="m01")
    assert report.rows_taken == 1

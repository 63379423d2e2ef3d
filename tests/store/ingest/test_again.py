"""Files in any order, twice, in parts, of two merchants, and interrupted."""

import asyncio
from pathlib import Path

import pytest
from sqlmodel import select

from store.database import Database
from store.errors import UnknownMerchantError
from store.imports import get_import
from store.ingest import ledger, shelf
from store.ingest.engine import Limits
from store.ingest.errors import IngestError
from store.ingest.run import ingest, ingest_all
from store.models import Import
from tests.store.ingest.conftest import NOW
from tests.store.ingest.desk import EVENTS, SENDS, Desk

GOOD = "2026-10-01T10:00:00Z"
SENT = [f"x{number},C-{1 + number % 2},{GOOD}" for number in range(20)]
SEEN = [f"x{number},read,2026-10-0{1 + number % 9}T12:00:00Z" for number in range(0, 20, 3)]


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def _imports(desk: Desk) -> list[Import]:
    async with desk.database.session() as session:
        return list((await session.exec(select(Import).order_by("id"))).all())


async def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    first = await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    before, files, imports = await desk.everything(), _files(desk.data), await _imports(desk)
    second = await desk.take("renamed.csv", EVENTS, *SEEN, merchant_id="m01")
    assert (first.unchanged, second.unchanged) == (False, True)
    assert (second.rows_taken, second.notes[0][:31]) == (first.rows_taken, "This file was taken in before, ")
    assert (await desk.everything(), _files(desk.data)) == (before, files)
    assert [row.model_dump() for row in await _imports(desk)] == [row.model_dump() for row in imports]


async def test_the_same_rows_in_another_file_change_nothing(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    before = await desk.everything()
    await desk.take("more-sends.csv", SENDS, *SENT, SENT[0], merchant_id="m01")
    await desk.take("more-events.csv", EVENTS, *SEEN, SEEN[0], merchant_id="m01")
    assert await desk.everything() == before


async def test_files_may_come_in_any_order_and_in_parts(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    whole = await desk.everything()
    other = Desk(desk.database, desk.folder / "other", desk.now)
    other.folder.mkdir()
    events = await other.take("events-2.csv", EVENTS, *SEEN[4:], merchant_id="m01")
    assert events.notes[0].startswith("Of 3 messages with events looked at, 3 are not among the sends so far")
    await other.take("sends-2.csv", SENDS, *SENT[9:], merchant_id="m01")
    await other.take("events-1.csv", EVENTS, *SEEN[:4], merchant_id="m01")
    await other.take("sends-1.csv", SENDS, *SENT[:12], merchant_id="m01")
    assert await other.everything() == whole


async def test_several_files_in_one_call_need_no_order(bare_desk: Desk) -> None:
    """Events, sends and campaigns; one of them is refused, the others come in."""
    texts = {
        "events.csv": [EVENTS, *SEEN],
        "empty.csv": [],
        "sends.csv": [SENDS, *SENT],
        "campaigns.csv": [
            "campaign_id,audience,channel,body",
            *(f"C-{n},new_buyers,push,Body {n}" for n in (1, 2)),
        ],
    }
    for name, lines in texts.items():
        (bare_desk.folder / name).write_text("".join(f"{line}\n" for line in lines))
    paths = [bare_desk.folder / name for name in texts]
    results = await ingest_all(
        bare_desk.database, bare_desk.data, paths, now=bare_desk.now, merchant_id="m01"
    )
    assert [getattr(result, "kind", type(result).__name__) for result in results] == [
        "events",
        "EmptyFileError",
        "sends",
        "campaigns",
    ]
    row = await bare_desk.engagement()
    assert (row.delivered, row.read) == (10, 4)


async def test_a_merchants_file_writes_no_row_of_another(desk: Desk) -> None:
    header = f"merchant_id,{SENDS}"
    rows = [f"m01,x1,C-1,{GOOD}", f"m02,x2,C-1,{GOOD}", f",x3,C-1,{GOOD}"]
    report = await desk.take("sends.csv", header, *rows, merchant_id="m01")
    assert (report.rows_taken, report.rows_rejected) == (2, 1)
    assert report.rejections[0].reason == ("the row belongs to merchant “m02”, the file was given for “m01”")
    campaigns = await desk.take(
        "more.csv",
        "merchant_id,campaign_id,audience,channel,body",
        "m02,C-1,new_buyers,push,Stolen",
        merchant_id="m01",
    )
    assert campaigns.rows_rejected == 1
    assert await desk.scored() == {"m01"}


async def test_two_merchants_with_the_same_ids_stay_apart(desk: Desk) -> None:
    header = f"merchant_id,{SENDS}"
    rows = [*(f"m01,{row}" for row in SENT), *(f"m02,{row}" for row in SENT[:6])]
    await desk.take("sends.csv", header, *rows)
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m02")
    mine, theirs = await desk.engagement("m01"), await desk.engagement("m02")
    assert (mine.delivered, mine.read) == (10, 0)
    assert (theirs.delivered, theirs.read) == (3, 1)


async def test_segments_are_ranked_across_merchants(desk: Desk) -> None:
    """m02's import moves m01's scores: they are of one segment."""
    await desk.take("one.csv", f"{SENDS},read", *(f"{row},yes" for row in SENT), merchant_id="m01")
    before = (await desk.engagement("m01")).shrunk_score
    await desk.take("two.csv", f"{SENDS},read", *(f"{row},no" for row in SENT), merchant_id="m02")
    mine, theirs = await desk.engagement("m01"), await desk.engagement("m02")
    assert mine.percentile is not None
    assert theirs.percentile is not None
    assert mine.percentile > 0.5 > theirs.percentile
    assert before == 1.0


async def test_odd_merchant_ids_are_kept_apart(desk: Desk) -> None:
    odd = ["../m01", "m/01", "m%2F01", "all", "M01"]
    rows = [f'"{name}",C-1,new_buyers,push,Body of {name}' for name in odd]
    await desk.take("odd.csv", "merchant_id,campaign_id,audience,channel,body", *rows)
    for place, name in enumerate(odd):
        await desk.take(f"{place}.csv", SENDS, *SENT[: 2 * place + 2], merchant_id=name)
    assert [(await desk.engagement(name)).delivered for name in odd] == [1, 2, 3, 4, 5]
    assert all(desk.data in path.parents for path in desk.folder.rglob("*.parquet"))


async def test_logs_of_a_merchant_nobody_knows_are_refused(desk: Desk) -> None:
    with pytest.raises(UnknownMerchantError, match="import its campaigns first"):
        await desk.take("sends.csv", SENDS, *SENT, merchant_id="m99")


async def test_an_import_that_breaks_leaves_nothing_and_can_be_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up while the part is put in its place."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    await desk.take("sends.csv", SENDS, *SENT[:10], merchant_id="m01")
    before, files = await desk.everything(), _files(desk.data)
    with monkeypatch.context() as patch:
        patch.setattr(shelf.Shelf, "commit", full)
        with pytest.raises(OSError, match="No space left"):
            await desk.take("rest.csv", SENDS, *SENT[10:], merchant_id="m01")
    assert (await desk.everything(), _files(desk.data)) == (before, files)
    assert (await _imports(desk))[-1].status == "failed"
    report = await desk.take("rest.csv", SENDS, *SENT[10:], merchant_id="m01")
    assert (report.unchanged, (await desk.engagement()).delivered) == (False, 10)


async def test_a_killed_import_is_swept_up_and_done_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after its part was put in place: nothing was noted as done, so the next try does it all."""

    class Killed(BaseException):
        pass

    async def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "close", killed)
        patch.setattr(ledger, "fail", killed)
        with pytest.raises(Killed):
            await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    (desk.data / "work" / "left").mkdir()
    assert await desk.everything() == []
    assert (await _imports(desk))[-1].status == "running"
    report = await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    assert (report.unchanged, (await desk.engagement()).delivered) == (False, 10)
    assert list((desk.data / "work").iterdir()) == []


async def test_a_cancelled_import_leaves_nothing(desk: Desk) -> None:
    path = desk.folder / "sends.csv"
    rows = (f"message-number-{number},C-1,{GOOD}" for number in range(400_000))
    path.write_text("\n".join([SENDS, *rows]))
    running = asyncio.Event()
    loop = asyncio.get_running_loop()

    def progress(what: str, _share: float) -> None:
        if what.startswith("Reading"):
            loop.call_soon_threadsafe(running.set)

    task = asyncio.create_task(
        ingest(desk.database, desk.data, path, now=desk.now, merchant_id="m01", progress=progress)
    )
    await running.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await desk.everything() == []
    assert list((desk.data / "work").iterdir()) == []
    assert (await _imports(desk))[-1].status == "failed"


async def test_memory_is_bounded_whatever_the_file(desk: Desk) -> None:
    """A quarter of a million messages in 80 MB: what does not fit goes to disk, and is gone after."""
    path = desk.parquet(
        "messages.parquet",
        "SELECT 'a-rather-long-message-id-' || i AS message_id, 'C-1' AS campaign_id, "
        "TIMESTAMP '2026-10-01' AS delivered_at, i % 2 = 0 AS read FROM range(250_000) t(i)",
    )
    await ingest(
        desk.database,
        desk.data,
        path,
        now=desk.now,
        merchant_id="m01",
        limits=Limits(memory="80MB", threads=1),
    )
    row = await desk.engagement()
    assert (row.delivered, row.read) == (250_000, 125_000)
    assert list((desk.data / "work").iterdir()) == []


async def test_the_kind_may_be_told(desk: Desk) -> None:
    """A file of messages of which only the sends are wanted."""
    lines = [f"{SENDS},read", f"x1,C-1,{GOOD},yes"]
    report = await desk.take("sends.csv", *lines, merchant_id="m01", kind="sends")
    assert (report.kind, (await desk.engagement()).read) == ("sends", 0)


async def test_imports_on_one_data_directory_wait_for_one_another(desk: Desk) -> None:
    (desk.folder / "a.csv").write_text("\n".join([SENDS, *SENT[:10]]))
    (desk.folder / "b.csv").write_text("\n".join([SENDS, *SENT[10:]]))
    await asyncio.gather(
        *(desk.take_file(desk.folder / name, merchant_id="m01") for name in ("a.csv", "b.csv"))
    )
    assert (await desk.engagement()).delivered == 10


async def test_a_lost_data_directory_is_built_again_from_the_same_files(desk: Desk) -> None:
    await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    before = await desk.everything()
    (desk.data).rename(desk.folder / "gone")
    report = await desk.take("sends.csv", SENDS, *SENT, merchant_id="m01")
    assert (report.unchanged, await desk.everything()) == (False, before)


async def test_progress_goes_from_nought_to_one(desk: Desk) -> None:
    heard: list[tuple[str, float]] = []
    path = desk.folder / "sends.csv"
    path.write_text("\n".join([SENDS, *SENT]))
    await ingest(
        desk.database,
        desk.data,
        path,
        now=desk.now,
        merchant_id="m01",
        progress=lambda what, share: heard.append((what, share)),
    )
    for what in ("Looking at sends.csv", "Reading sends.csv", "Counting"):
        shares = [share for said, share in heard if said == what]
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert shares == sorted(shares)


async def test_a_refused_file_is_no_import(desk: Desk) -> None:
    with pytest.raises(IngestError):
        await desk.take("odd.csv", "alpha,beta", "1,2", merchant_id="m01")
    async with desk.database.session() as session:
        assert await get_import(session, merchant_id="m01", sha256="", kind="sends") is None
    assert len(await _imports(desk)) == 1


async def test_an_import_is_the_same_on_either_database(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path, NOW)
    header = "campaign_id,audience,channel,body,voucher_type,voucher_value,voucher_expires_at"
    rows = [f"C-{n},new_buyers,push,Body \x00 {n},fixed,5,2026-11-30" for n in (1, 2)]
    await desk.take("campaigns.csv", header, *rows, merchant_id="m01")
    report = await desk.take("sends.csv", SENDS, *SENT, ",C-1,", merchant_id="m01")
    await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")
    row = await desk.engagement()
    assert (report.rows_rejected, row.delivered, row.read, row.computed_at) == (1, 10, 4, NOW)
    assert (await desk.take("events.csv", EVENTS, *SEEN, merchant_id="m01")).unchanged

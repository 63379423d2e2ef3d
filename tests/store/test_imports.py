from datetime import timedelta

import pytest

from store.database import Database
from store.errors import UnknownImportError
from store.imports import begin_import, finish_import, get_import, require_import
from store.rejections import RAW_LIMIT, add_rejections, list_rejections
from store.rows import ImportRow, Rejection
from tests.store.seed import NOW

LATER = NOW + timedelta(minutes=5)


async def _begin(database: Database, *, merchant_id: str | None = "m1", kind: str = "campaigns") -> ImportRow:
    async with database.session() as session:
        return await begin_import(
            session, merchant_id=merchant_id, sha256="ab12", kind=kind, filename="plans.csv", now=NOW
        )


async def _finish(database: Database, import_id: int, *, merchant_id: str | None = "m1") -> ImportRow:
    async with database.session() as session:
        return await finish_import(
            session,
            merchant_id=merchant_id,
            import_id=import_id,
            rows_taken=98,
            rows_rejected=2,
            status="done",
            now=LATER,
        )


async def test_an_import_is_noted_from_its_start_to_its_end(database: Database) -> None:
    begun = await _begin(database)
    assert (begun.status, begun.rows_taken, begun.finished_at) == ("running", 0, None)
    await _finish(database, begun.id)
    async with database.session() as session:
        kept = await get_import(session, merchant_id="m1", sha256="ab12", kind="campaigns")
    assert kept == ImportRow(
        id=begun.id,
        sha256="ab12",
        kind="campaigns",
        merchant_id="m1",
        filename="plans.csv",
        rows_taken=98,
        rows_rejected=2,
        status="done",
        started_at=NOW,
        finished_at=LATER,
    )


async def test_the_same_bytes_are_another_import_for_another_merchant_or_kind(database: Database) -> None:
    imports = [
        await _begin(database),
        await _begin(database, merchant_id="m2"),
        await _begin(database, merchant_id=None),
        await _begin(database, kind="messages"),
    ]
    assert len({one.id for one in imports}) == 4
    assert [one.merchant_id for one in imports] == ["m1", "m2", None, "m1"]


async def test_an_import_that_starts_over_forgets_how_it_went(database: Database) -> None:
    begun = await _begin(database)
    async with database.session() as session:
        rejection = Rejection(line=3, reason="no body", raw="c3,,")
        await add_rejections(session, merchant_id="m1", import_id=begun.id, rejections=[rejection])
    await _finish(database, begun.id)
    again = await _begin(database)
    assert again == begun
    async with database.session() as session:
        assert await list_rejections(session, merchant_id="m1", import_id=begun.id) == ()


async def test_rejected_lines_are_listed_by_line(database: Database) -> None:
    begun = await _begin(database)
    seventh = Rejection(line=7, reason="unknown audience “vips”", raw="c7,vips")
    third = Rejection(line=3, reason="no body", raw="c3,,")
    async with database.session() as session:
        for rejections in ([seventh, third], []):
            await add_rejections(session, merchant_id="m1", import_id=begun.id, rejections=rejections)
        assert await list_rejections(session, merchant_id="m1", import_id=begun.id) == (third, seventh)
        assert await list_rejections(session, merchant_id="m1", import_id=begun.id, limit=1) == (third,)


async def test_the_text_of_a_rejected_line_is_cut(database: Database) -> None:
    """A file without line breaks is one line, however long."""
    begun = await _begin(database)
    async with database.session() as session:
        rejection = Rejection(line=1, reason="not CSV", raw="\x00é" * 1_000_000)
        await add_rejections(session, merchant_id="m1", import_id=begun.id, rejections=[rejection])
        (kept,) = await list_rejections(session, merchant_id="m1", import_id=begun.id)
    assert kept.raw == "�é" * (RAW_LIMIT // 2)


async def test_what_was_never_imported_is_none(database: Database) -> None:
    async with database.session() as session:
        assert await get_import(session, merchant_id="m1", sha256="ab12", kind="campaigns") is None


@pytest.mark.parametrize("merchant_id", ["m2", None])
async def test_another_merchants_import_is_as_unknown_as_none(
    database: Database, merchant_id: str | None
) -> None:
    begun = await _begin(database)
    with pytest.raises(UnknownImportError, match=f"no import number {begun.id}"):
        await _finish(database, begun.id, merchant_id=merchant_id)
    async with database.session() as session:
        with pytest.raises(UnknownImportError):
            await require_import(session, merchant_id=merchant_id, import_id=begun.id)
        with pytest.raises(UnknownImportError):
            await add_rejections(session, merchant_id=merchant_id, import_id=begun.id, rejections=[])
        with pytest.raises(UnknownImportError):
            await list_rejections(session, merchant_id=merchant_id, import_id=begun.id)
        with pytest.raises(UnknownImportError):
            await list_rejections(session, merchant_id="m1", import_id=begun.id + 1)

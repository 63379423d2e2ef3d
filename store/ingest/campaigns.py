"""A campaign file taken in: templates, products, vouchers, campaigns, and totals if it has any."""

from collections.abc import Iterator

from store.ingest.catalogue import Catalogue
from store.ingest.checked import Checked, batches
from store.ingest.errors import EmptyFileError, listed
from store.ingest.job import KEPT_REJECTIONS, Job, Outcome, beside
from store.ingest.sorting import Sorting


async def take_campaigns(job: Job) -> Outcome:
    """Check and write a file's rows in one transaction; scoring comes after.

    Raises EmptyFileError and CutFileError, and then keeps nothing.
    """
    bench = job.bench
    with Sorting(job.folder, bench.now, KEPT_REJECTIONS) as sorting:
        async with bench.database.session() as session:
            catalogue = await Catalogue.open(session, bench.merchant_id, bench.now)
            rows = batches(job.opened, job.tell("Reading"))
            while batch := await beside(bench.connection, _next, rows):
                reasons = await catalogue.write(batch)
                owners = ["" if isinstance(row.record, str) else catalogue.owner(row.record) for row in batch]
                sorting.sort(zip(batch, reasons, owners, strict=True))
            if not sorting.read:
                raise EmptyFileError(job.opened.source.name, "has a header and no rows")
    bench.shelf.commit(sorting.part, job.place, waiting=False)
    return _outcome(job, sorting, catalogue.new_merchants)


def _next(rows: Iterator[list[Checked]]) -> list[Checked]:
    return next(rows, [])


def _outcome(job: Job, sorting: Sorting, new_merchants: list[str]) -> Outcome:
    notes = []
    if sorting.cut:
        complete = sorting.read - 1
        notes.append(f"The file ends in the middle of a row: the {complete} rows before it were read.")
    if new_merchants:
        names = listed(new_merchants, 10)
        notes.append(f"New merchants: {names}. Their templates serve nobody else until they agree to it.")
    rejects = sorting.rejects if sorting.rejected else None
    return Outcome(
        job,
        read=sorting.read,
        taken=sorting.read - sorting.rejected,
        rejected=sorting.rejected,
        rejects=job.bench.shelf.keep_rejects(rejects, job.place),
        first=tuple(sorting.first),
        notes=tuple(notes),
    )

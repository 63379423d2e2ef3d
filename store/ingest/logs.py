"""A file of sends, events or messages taken in: its good rows on the shelf, its bad ones told."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from dataclasses import dataclass
from pathlib import Path

from store.ingest.behaviour import WEIGHTS
from store.ingest.job import KEPT_REJECTIONS, Job, Outcome
from store.ingest.normalise import is_waiting
from store.ingest.part import write_part
from store.ingest.scores import MESSAGE_KEY
from store.ingest.sql import quoted
from store.ingest.staging import Staged, stage, write_rejects
from store.rows import Rejection

_SAMPLE = 1_000


def take_logs(job: Job) -> Outcome:
    """Stage a file's rows and put them on the shelf; counting and scoring come after.

    Needs the table `campaigns`. Raises EmptyFileError and CutFileError, and then keeps nothing.
    """
    bench, connection = job.bench, job.bench.connection
    staged = stage(connection, job.opened, bench.merchant_id, job.folder, job.tell("Reading"))
    rejects = _rejects(job, staged)
    part = job.folder / "part"
    write_part(connection, staged, job.opened.kind, part)
    merchants = _merchants(job, part)
    bench.shelf.commit(part, job.place, waiting=rejects.waiting > 0)
    return Outcome(
        job,
        read=staged.read,
        taken=staged.read - staged.rejected - staged.ignored,
        rejected=staged.rejected,
        rejects=bench.shelf.keep_rejects(rejects.path, job.place),
        first=rejects.first,
        notes=tuple(_notes(job, staged, rejects.waiting)),
        merchants=frozenset(merchants),
    )


@dataclass(frozen=True, slots=True)
class _Rejects:
    path: Path | None = None
    first: tuple[Rejection, ...] = ()
    waiting: int = 0


def _rejects(job: Job, staged: Staged) -> _Rejects:
    if staged.numbered is None:
        return _Rejects()
    path = job.folder / "rejects.csv"
    write_rejects(job.bench.connection, job.opened, staged, job.bench.merchant_id, path)
    columns = "{'line': 'BIGINT', 'reason': 'VARCHAR', 'raw': 'VARCHAR'}"
    table = (
        f"read_csv({quoted(str(path))}, header = true, auto_detect = false, columns = {columns}, "
        "delim = ',', quote = '\"', escape = '\"')"
    )
    cursor = job.bench.connection.execute(f"SELECT * FROM {table} ORDER BY line LIMIT {KEPT_REJECTIONS}")
    first = tuple(
        Rejection(line=line, reason=reason, raw=raw or "") for line, reason, raw in cursor.fetchall()
    )
    reasons = job.bench.connection.execute(f"SELECT reason, count(*) FROM {table} GROUP BY 1").fetchall()
    return _Rejects(path, first, sum(rows for reason, rows in reasons if is_waiting(reason)))


def _merchants(job: Job, part: Path) -> list[str]:
    """Whose rows the part holds."""
    if job.bench.merchant_id is not None:
        return [job.bench.merchant_id]
    files = ", ".join(quoted(str(path)) for path in sorted(part.iterdir()))
    rows = job.bench.connection.execute(
        f"SELECT DISTINCT merchant_id FROM read_parquet([{files}], union_by_name = true)"
    )
    return [row[0] for row in rows.fetchall()]


def _notes(job: Job, staged: Staged, waiting: int) -> list[str]:
    notes = []
    if staged.cut:
        complete = staged.read - 1
        notes.append(f"The file ends in the middle of a row: the {complete} rows before it were read.")
    columns = job.opened.columns
    if job.opened.kind != "events" and "delivered_at" not in columns and "delivered" not in columns:
        notes.append("The file has no time of delivery: the time of sending stands for it.")
    if waiting:
        told = f"Rows left out because their campaigns are not known: {waiting}."
        notes.append(f"{told} Import those campaigns, then this file once more.")
    return notes


def find_orphans(outcome: Outcome) -> str | None:
    """A sentence if most events of a file miss their messages: ids that don't match score nothing.

    Needs the view `sends` and the file of counts that `recount` makes.
    """
    job = outcome.job
    events = job.place.part / "events.parquet"
    if not events.exists() or _counted_enough(outcome, events):
        return None
    connection = job.bench.connection
    some = f"SELECT {MESSAGE_KEY} AS message FROM read_parquet({quoted(str(events))}) LIMIT {_SAMPLE}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE sample AS SELECT DISTINCT * FROM ({some})")
    # The few are looked for among the many, not the many kept in memory to look up the few.
    found, asked = connection.execute(
        "SELECT count(DISTINCT message), (SELECT count(*) FROM sample) "
        "FROM sends SEMI JOIN sample USING (message)"
    ).fetchone() or (0, 0)
    if 2 * found >= asked:
        return None
    missing = f"Of {asked} messages with events looked at, {asked - found} are not among the sends so far"
    return f"{missing}: import the sends too, with the same message ids."


def _counted_enough(outcome: Outcome, events: Path) -> bool:
    """Whether these merchants' counts hold half as many behaviours as this file: all is well then."""
    bench = outcome.job.bench
    theirs = ", ".join(map(quoted, sorted(outcome.merchants)))
    counts = f"read_parquet({quoted(str(bench.shelf.counts))}) WHERE merchant_id IN ({theirs})"
    counted, here = bench.connection.execute(
        f"SELECT (SELECT sum({' + '.join(WEIGHTS)}) FROM {counts}), "
        f"(SELECT count(*) FROM read_parquet({quoted(str(events))}))"
    ).fetchone() or (0, 0)
    return bool(2 * (counted or 0) >= here)

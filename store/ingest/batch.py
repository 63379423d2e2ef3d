"""The files of one call: each opened, taken in, and reported on once all are scored."""

import asyncio
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from store.errors import UnknownMerchantError
from store.ingest import ledger
from store.ingest.campaigns import take_campaigns
from store.ingest.errors import IngestError
from store.ingest.expression import warm_up
from store.ingest.fields import Kind
from store.ingest.job import Bench, Job, Outcome, beside
from store.ingest.logs import find_orphans, take_logs
from store.ingest.opened import Opened, open_source
from store.ingest.report import ImportReport, report_of, report_of_known
from store.ingest.scores import load_campaigns, outcomes_of, recount, score
from store.ingest.source import Source, settle
from store.ingest.tested import tested_versions
from store.merchants import get_merchant

Result = ImportReport | IngestError


class Batch:
    """Takes files in, once. What was begun and did not come to its end is noted as failed."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._results: dict[int, Result] = {}
        self._begun: dict[int, Job] = {}

    async def take(self, paths: Sequence[Path], kind: Kind | None) -> list[Result]:
        """A report or the reason of refusal for each path. Raises FileNotFoundError, UnknownMerchantError."""
        # Compiling the expression and hashing the files don't wait for one another.
        compiled = asyncio.ensure_future(asyncio.to_thread(warm_up))
        try:
            await self._open(paths, kind)
            outcomes = await self._rows()
            await compiled
            if outcomes:
                await self._score(outcomes)
        finally:
            await compiled
            for job in self._begun.values():
                await ledger.fail(job)
        return [self._results[index] for index in range(len(paths))]

    async def _open(self, paths: Sequence[Path], kind: Kind | None) -> None:
        """Look at the files and begin the imports of those that are neither refused nor known."""
        sources = await beside(self._bench.connection, self._settle_all, paths)
        for index, source in enumerate(sources):
            if isinstance(source, IngestError):
                self._results[index] = source
                continue
            try:
                opened = open_source(self._bench.connection, source, kind, self._bench.merchant_id)
            except IngestError as error:
                self._results[index] = error
            else:
                await self._begin(index, opened)

    def _settle_all(self, paths: Sequence[Path]) -> list[Source | IngestError]:
        # Hashing lets go of the interpreter: two files are hashed in the time of one.
        with ThreadPoolExecutor(max_workers=4) as pool:
            return list(pool.map(self._settle, range(len(paths)), paths))

    def _settle(self, index: int, path: Path) -> Source | IngestError:
        folder = self._folder(index)
        folder.mkdir()
        try:
            return settle(path, folder, lambda share: self._bench.progress(f"Looking at {path.name}", share))
        except IngestError as error:
            return error

    def _folder(self, index: int) -> Path:
        return self._bench.folder / str(index)

    async def _begin(self, index: int, opened: Opened) -> None:
        bench = self._bench
        place = bench.shelf.place(bench.merchant_id, opened.source.sha256, opened.kind)
        known = await report_of_known(bench, opened, place)
        if known is not None:
            self._results[index] = known
            return
        import_id = await ledger.begin(bench, opened)
        self._begun[index] = Job(bench, index, opened, place, self._folder(index), import_id)

    async def _rows(self) -> list[Outcome]:
        """The rows of all files: campaigns first, for logs point at them."""
        campaigns = [job for job in self._begun.values() if job.opened.kind == "campaigns"]
        logs = [job for job in self._begun.values() if job.opened.kind != "campaigns"]
        outcomes = [await self._one(job) for job in campaigns]
        if campaigns or logs:
            await self._look_up_campaigns(needs_merchant=bool(logs))
        outcomes += [await self._one(job) for job in logs]
        return [outcome for outcome in outcomes if outcome is not None]

    async def _one(self, job: Job) -> Outcome | None:
        try:
            if job.opened.kind == "campaigns":
                return await take_campaigns(job)
            return await beside(self._bench.connection, take_logs, job)
        except IngestError as error:
            self._results[job.index] = error
            await ledger.fail(self._begun.pop(job.index))
            return None

    async def _look_up_campaigns(self, *, needs_merchant: bool) -> None:
        """Hand DuckDB the campaigns there are. Campaigns make a merchant known, logs don't."""
        merchant_id = self._bench.merchant_id if needs_merchant else None
        async with self._bench.database.session() as session:
            if merchant_id and await get_merchant(session, merchant_id=merchant_id) is None:
                raise UnknownMerchantError(merchant_id)
            rows = await ledger.all_campaigns(session)
            tested = await tested_versions(session)
        await asyncio.to_thread(load_campaigns, self._bench.connection, rows, tested)

    async def _score(self, outcomes: list[Outcome]) -> None:
        """Count what is new, score everything, and write it down with the ends of the imports."""
        bench = self._bench
        merchants = frozenset[str]().union(*(outcome.merchants for outcome in outcomes))
        notes: dict[int, str | None] = {}
        counted: Collection[str] | None = ()
        versions: list[dict[str, Any]] = []
        if merchants:
            counted = await beside(bench.connection, recount, bench, merchants)
            versions = await beside(bench.connection, outcomes_of, bench.connection, bench.shelf, counted)
            for outcome in outcomes:
                notes[outcome.job.index] = await beside(bench.connection, find_orphans, outcome)
        scores = await beside(bench.connection, score, bench.connection, bench.shelf)
        await ledger.close(bench, outcomes, scores, versions, counted)
        for outcome in outcomes:
            self._begun.pop(outcome.job.index)
            note = notes.get(outcome.job.index)
            self._results[outcome.job.index] = report_of(outcome, len(scores), note)

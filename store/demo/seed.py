"""The demo history loaded through the same door as everyone's logs."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import col, func, select

from store.database import Database
from store.demo.corpus import campaign_file, demo_campaigns
from store.demo.history import write_logs
from store.ingest.engine import Limits, Progress, silent
from store.ingest.errors import IngestError
from store.ingest.run import ingest, ingest_all
from store.merchants import list_merchants, set_consent
from store.models import Import

_LOGS = ("demo-sends.parquet", "demo-events.parquet")


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What the demo consists of now. `unchanged` if all of it was there before."""

    merchants: int
    campaigns: int
    messages: int
    unchanged: bool


async def seed(
    database: Database,
    data_dir: Path,
    *,
    now: datetime,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> SeedReport:
    """Load the demo: 14 consenting merchants, 420 campaigns from C-1001 on, and their message logs.

    The logs are generated, then taken in by `ingest`; the engagement that comes out equals the
    corpus's totals. A second time nothing changes: a merchant who took the consent back keeps it so.
    The demo is set on `store.demo.corpus.DEMO_DAY`, whatever `now` is.
    """
    campaigns = demo_campaigns()
    newcomers = {str(campaign["merchant"]["id"]) for campaign in campaigns} - await _merchants(database)
    await asyncio.to_thread(data_dir.mkdir, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_dir, prefix="demo-") as name:
        folder = Path(name)
        path = folder / "demo-campaigns.jsonl"
        path.write_text(campaign_file(), encoding="utf-8")
        report = await ingest(database, data_dir, path, now=now, limits=limits, progress=progress)
        async with database.session() as session:
            for merchant_id in sorted(newcomers):
                await set_consent(session, merchant_id=merchant_id, shares_into_market=True)
        unchanged = report.unchanged and await _has_logs(database)
        if not unchanged:
            await _add_logs(database, data_dir, folder, now, limits, progress)
    return SeedReport(
        merchants=len({campaign["merchant"]["id"] for campaign in campaigns}),
        campaigns=len(campaigns),
        messages=sum(campaign["engagement"]["delivered"] for campaign in campaigns),
        unchanged=unchanged,
    )


async def _add_logs(
    database: Database, data_dir: Path, folder: Path, now: datetime, limits: Limits | None, progress: Progress
) -> None:
    progress("Making up the demo's logs", 0.0)
    sends, events = (folder / name for name in _LOGS)
    await asyncio.to_thread(write_logs, sends, events, folder)
    progress("Making up the demo's logs", 1.0)
    files = [sends, events]
    for result in await ingest_all(database, data_dir, files, now=now, limits=limits, progress=progress):
        if isinstance(result, IngestError):
            raise result


async def _merchants(database: Database) -> set[str]:
    async with database.session() as session:
        return {merchant.id for merchant in await list_merchants(session)}


async def _has_logs(database: Database) -> bool:
    done = select(func.count()).where(col(Import.filename).in_(_LOGS), col(Import.status) == "done")
    async with database.session() as session:
        return (await session.exec(done)).one() >= len(_LOGS)

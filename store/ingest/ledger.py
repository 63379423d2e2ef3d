"""What an import reads from the database and writes back at its end."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.imports import begin_import, finish_import
from store.ingest.job import Bench, Job, Outcome
from store.ingest.opened import Opened
from store.models import Campaign, Engagement, Table, VariantOutcome
from store.rejections import add_rejections

_CHUNK = 2_000


async def all_campaigns(session: AsyncSession) -> list[tuple[str, str, str, str]]:
    """(merchant_id, campaign_id, group_key, audience) of every campaign: segments span merchants."""
    query = select(Campaign.merchant_id, Campaign.id, Campaign.group_key, Campaign.audience)
    return [(row[0], row[1], row[2], row[3]) for row in (await session.exec(query)).all()]


async def begin(bench: Bench, opened: Opened) -> int:
    """Note that a file is being taken in; return the import's number."""
    async with bench.database.session() as session:
        row = await begin_import(
            session,
            merchant_id=bench.merchant_id,
            sha256=opened.source.sha256,
            kind=opened.kind,
            filename=opened.source.name,
            now=bench.now,
        )
    return row.id


async def close(
    bench: Bench,
    outcomes: Iterable[Outcome],
    scores: Iterable[dict[str, Any]],
    versions: Iterable[dict[str, Any]],
    counted: Collection[str] | None,
) -> None:
    """Engagement, outcomes, rejected lines and the ends of the imports, all in one transaction.

    `versions` are what the versions of the `counted` merchants' campaigns brought (None for all merchants).
    """
    async with bench.database.session() as session:
        await _replace_engagement(session, scores, bench.now)
        await _replace_outcomes(session, versions, counted, bench.now)
        for outcome in outcomes:
            await add_rejections(
                session,
                merchant_id=bench.merchant_id,
                import_id=outcome.job.import_id,
                rejections=outcome.first,
            )
            await finish_import(
                session,
                merchant_id=bench.merchant_id,
                import_id=outcome.job.import_id,
                rows_taken=outcome.taken,
                rows_rejected=outcome.rejected,
                status="done",
                now=bench.now,
            )


async def fail(job: Job) -> None:
    """Note that an import did not come to its end; a killed process leaves it `running` instead."""
    async with job.bench.database.session() as session:
        await finish_import(
            session,
            merchant_id=job.bench.merchant_id,
            import_id=job.import_id,
            rows_taken=0,
            rows_rejected=0,
            status="failed",
            now=job.bench.now,
        )


async def _replace_engagement(session: AsyncSession, scores: Iterable[dict[str, Any]], now: datetime) -> None:
    """Every score hangs on its segment's: they are all written anew."""
    await session.exec(delete(Engagement))
    await _insert(session, Engagement, scores, now)


async def _replace_outcomes(
    session: AsyncSession, versions: Iterable[dict[str, Any]], counted: Collection[str] | None, now: datetime
) -> None:
    old = delete(VariantOutcome)
    if counted is not None:
        old = old.where(col(VariantOutcome.merchant_id).in_(counted))
    await session.exec(old)
    await _insert(session, VariantOutcome, versions, now)


async def _insert(
    session: AsyncSession, table: type[Table], records: Iterable[dict[str, Any]], now: datetime
) -> None:
    connection = await session.connection()
    rows = iter(records)
    while chunk := [row | {"computed_at": now} for row in islice(rows, _CHUNK)]:
        await connection.execute(insert(table), chunk)

"""Taking in files as a user would, and looking at what came of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from sqlmodel import select

from store.database import Database
from store.ingest.fields import Kind
from store.ingest.report import ImportReport
from store.ingest.run import ingest
from store.models import Campaign, Engagement

SENDS = "message_id,campaign_id,delivered_at"
EVENTS = "message_id,event,time"


@dataclass(frozen=True)
class Desk:
    """A database, a folder, and a day."""

    database: Database
    folder: Path
    now: datetime

    @property
    def data(self) -> Path:
        """Where accepted rows are kept."""
        return self.folder / "data"

    async def take(
        self, name: str, *lines: str, merchant_id: str | None = None, kind: Kind | None = None
    ) -> ImportReport:
        """Take in a text file of these lines."""
        text = "".join(f"{line}\n" for line in lines)
        return await self.take_bytes(name, text.encode(), merchant_id=merchant_id, kind=kind)

    async def take_bytes(
        self, name: str, content: bytes, *, merchant_id: str | None = None, kind: Kind | None = None
    ) -> ImportReport:
        """Take in a file of these bytes."""
        path = self.folder / name
        path.write_bytes(content)
        return await self.take_file(path, merchant_id=merchant_id, kind=kind)

    async def take_file(
        self, path: Path, *, merchant_id: str | None = None, kind: Kind | None = None
    ) -> ImportReport:
        """Take in a file that is there."""
        return await ingest(self.database, self.data, path, now=self.now, merchant_id=merchant_id, kind=kind)

    def parquet(self, name: str, select: str) -> Path:
        """Write a Parquet file of these rows."""
        path = self.folder / name
        duckdb.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
        return path

    async def engagement(self, merchant_id: str = "m01", campaign_id: str = "C-1") -> Engagement:
        """The engagement of a campaign's template."""
        query = select(Engagement).join(
            Campaign,
            (Campaign.merchant_id == Engagement.merchant_id) & (Campaign.group_key == Engagement.group_key),  # type: ignore[arg-type]
        )
        async with self.database.session() as session:
            found = await session.exec(
                query.where(Campaign.merchant_id == merchant_id, Campaign.id == campaign_id)
            )
            return found.one()

    async def everything(self) -> list[tuple[object, ...]]:
        """Every row of engagement, the time it was computed left aside."""
        async with self.database.session() as session:
            rows = (await session.exec(select(Engagement))).all()
        return sorted(tuple(row.model_dump(exclude={"computed_at"}).values()) for row in rows)

    async def scored(self) -> set[str]:
        """The merchants that have engagement."""
        async with self.database.session() as session:
            return set((await session.exec(select(Engagement.merchant_id))).all())

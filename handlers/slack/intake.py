"""Files that were dropped into our conversation: fetched, taken into the history, reported on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from handlers.errors import RequestError
from store.database import Database
from store.ingest.engine import Limits, Progress
from store.ingest.report import ImportReport
from store.ingest.run import ingest

_CHUNK = 1 << 20  # bytes


class FileNotFetchedError(RequestError):
    """Slack did not hand the file out."""

    def __init__(self, name: str) -> None:
        super().__init__(f"I could not fetch “{name}” from Slack. Please drop it here once more.")


@dataclass(frozen=True)
class Intake:
    """Where files are taken in. `refresh` brings the index of exemplars up to date afterwards."""

    folder: Path
    limits: Limits
    refresh: Callable[[], Awaitable[object]]

    async def take(
        self, database: Database, file: Path, *, merchant_id: str, now: datetime, progress: Progress
    ) -> ImportReport:
        """Take a file in as this merchant's alone. Raises what `store.ingest.run.ingest` does."""
        report = await ingest(
            database,
            self.folder,
            file,
            now=now,
            merchant_id=merchant_id,
            limits=self.limits,
            progress=progress,
        )
        if not report.unchanged:
            await self.refresh()
        return report


@asynccontextmanager
async def fetched(url: str, *, token: str, name: str) -> AsyncIterator[Path]:
    """The file behind a private address of Slack's, on disk for as long as it is needed.

    Raises `FileNotFetchedError`.
    """
    with TemporaryDirectory(prefix="crmagent-") as folder:
        path = Path(folder) / (Path(name).name or "file")
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
            # Slack answers a token without the right with its sign-in page.
            if response.status != 200 or response.content_type == "text/html":  # noqa: PLR2004 - OK
                raise FileNotFetchedError(name)
            with path.open("wb") as out:
                async for chunk in response.content.iter_chunked(_CHUNK):
                    out.write(chunk)
        yield path

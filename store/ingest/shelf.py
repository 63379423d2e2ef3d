"""Where taken-in rows lie on disk, and how they get there whole or not at all.

    parts/<merchant or all>/<hash>-<kind>/   sends.parquet, events.parquet, totals.parquet
    counts.parquet                           what the parts add up to, per campaign
    rejects/<hash>-<kind>….csv               the lines left out
    work/                                    imports under way; swept by the next one

Rows of a file that names its merchants itself lie under `all`.
"""

import asyncio
import glob
import shutil
import tempfile
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from filelock import BaseFileLock, FileLock, Timeout

from store.ingest.fields import Kind

_SHARED = "all"
_WAITING = "waiting"
_PATIENCE = 0.1  # seconds between two looks at a lock that another import holds


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one import's part, and the file of its rejects."""

    part: Path
    rejects: Path

    @property
    def is_waiting(self) -> bool:
        """Whether rows were left out that a later import of campaigns could let in."""
        return (self.part / _WAITING).exists()


class Shelf:
    """A data directory. One import at a time works on it, whatever the number of processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.counts = folder / "counts.parquet"

    @asynccontextmanager
    async def workshop(self) -> AsyncIterator[Path]:
        """Wait for a turn and get an empty folder for it, gone afterwards with what was left in it."""
        work = self._folder / "work"
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "lock", thread_local=False)
        # Asking again and again, rather than waiting in a thread, leaves no lock behind when whoever
        # waits is cancelled.
        while not _acquired(lock):  # noqa: ASYNC110 (another process holds it: there is no event to wait for)
            await asyncio.sleep(_PATIENCE)
        try:
            for left in work.iterdir():  # by an import that was killed
                shutil.rmtree(left)
            folder = Path(tempfile.mkdtemp(dir=work))
            try:
                yield folder
            finally:
                shutil.rmtree(folder)
        finally:
            lock.release()

    async def discard(self, merchant_id: str) -> None:
        """Delete what was taken in for this merchant, and what was left out of it, in one's turn.

        Rows in files that name several merchants stay, and count for no campaign once that is gone.
        """
        owner = _owner(merchant_id)
        async with self.workshop():
            await asyncio.to_thread(shutil.rmtree, self._folder / "parts" / owner, ignore_errors=True)
            for rejects in (self._folder / "rejects").glob(f"*-{glob.escape(owner)}.csv"):
                rejects.unlink()

    def place(self, merchant_id: str | None, sha256: str, kind: Kind) -> Place:
        """Where the import of these bytes, as this kind, for this merchant lies."""
        owner = _owner(merchant_id)
        stem = f"{sha256[:20]}-{kind}"
        return Place(self._folder / "parts" / owner / stem, self._folder / "rejects" / f"{stem}-{owner}.csv")

    def commit(self, staged: Path, place: Place, *, waiting: bool) -> None:
        """Move a staged part into its place with one rename, instead of what lies there.

        `waiting` notes that it is worth taking the same file in again.
        """
        if waiting:
            (staged / _WAITING).touch()
        place.part.parent.mkdir(parents=True, exist_ok=True)
        if place.part.exists():
            shutil.rmtree(place.part)
        staged.rename(place.part)

    def keep_rejects(self, staged: Path | None, place: Place) -> Path | None:
        """Put the file of rejected lines into its place; without one, remove the last import's."""
        if staged is None:
            place.rejects.unlink(missing_ok=True)
            return None
        place.rejects.parent.mkdir(parents=True, exist_ok=True)
        return staged.replace(place.rejects)

    def parts(self, name: str, merchants: Collection[str] | None) -> tuple[list[Path], list[Path]]:
        """The files called `name` (sends, events or totals) of these merchants, or of all if None.

        First those of one merchant each, then those that hold several.
        """
        parts = self._folder / "parts"
        owners = ["m-*"] if merchants is None else [_owner(merchant) for merchant in sorted(merchants)]
        own = [path for owner in owners for path in sorted(parts.glob(f"{owner}/*/{name}.parquet"))]
        return own, sorted(parts.glob(f"{_SHARED}/*/{name}.parquet"))


def _acquired(lock: BaseFileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True


def _owner(merchant_id: str | None) -> str:
    """A folder name for any merchant id, and never another one's."""
    return _SHARED if merchant_id is None else f"m-{quote(merchant_id, safe='')}"

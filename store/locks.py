"""One at a time, across processes: a lock that ends with whoever holds it, even by kill -9."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import make_url, text

from store.database import Database
from store.errors import StoreError

_PAUSE = 0.1  # seconds between two looks
_TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")


class TakenError(StoreError):
    """Another process holds the lock. `name` says which."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Another process runs as “{name}” on this database: stop it first, or name this one otherwise."
        )


@asynccontextmanager
async def held(url: str, name: str, *, wait: float = 0) -> AsyncIterator[None]:
    """Hold the lock of this name on a database; wait at most this many seconds for another to let go.

    In SQLite it is a lock on a small file beside the database (a database in memory needs none), in
    Postgres an advisory lock. Raises `TakenError`.
    """
    async with AsyncExitStack() as stack:
        file = _file(url)
        if file is not None:
            lock = stack.enter_context(closing(_open(file.with_name(f"{file.name}.{name}.lock"))))
            await _patiently(lambda: _took_file(lock), name, wait)
        elif not url.startswith("sqlite"):
            database = Database(url)
            stack.push_async_callback(database.close)
            connection = await stack.enter_async_context(database.engine.connect())
            connection = await connection.execution_options(isolation_level="AUTOCOMMIT")

            async def took() -> bool:
                return bool(await connection.scalar(_TAKE, {"name": f"crmagent {name}"}))

            await _patiently(took, name, wait)
        yield


def _file(url: str) -> Path | None:
    address = make_url(url)
    path = address.database or ""
    on_disk = address.get_backend_name() == "sqlite" and path and not path.startswith((":", "file:"))
    return Path(path) if on_disk else None


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(path, timeout=0, isolation_level=None)


async def _took_file(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


async def _patiently(took: Callable[[], Awaitable[bool]], name: str, wait: float) -> None:
    for _ in range(1 + round(wait / _PAUSE)):
        if await took():
            return
        await asyncio.sleep(_PAUSE)
    raise TakenError(name)

"""The one way to the tables: an engine, units of work, and the schema brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnusableDatabaseUrlError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}

# Seconds to wait for one's turn: a large import writes for half a minute, and people go on talking.
_PATIENCE = 60

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers go on while one writes
    "PRAGMA synchronous = NORMAL",  # safe with WAL: a power cut loses the last commits, never the file
    f"PRAGMA busy_timeout = {_PATIENCE * 1000}",  # milliseconds a writer waits for the one before it
    "PRAGMA foreign_keys = ON",
)


class Database:
    """SQLite or Postgres behind one face. Building it opens nothing; `close` it when done.

    `url` is `sqlite:///file.db`, `sqlite://` (in memory: for one task at a time) or
    `postgresql://…`; `postgres://` and libpq's `sslmode` are understood, as hosts hand them out.
    Raises UnusableDatabaseUrlError for anything else.
    """

    def __init__(self, url: str) -> None:
        self._url = _driver_url(url)
        self._engine = _engine(self._url)
        self._sessions = async_sessionmaker(self._engine, class_=AsyncSession, expire_on_commit=False)
        self._single = _single_engine(self._url, self._engine)
        self._statements = async_sessionmaker(self._single, class_=AsyncSession, expire_on_commit=False)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database, None for one in memory or on a server."""
        on_disk = self._url.get_backend_name() == "sqlite" and _is_file(self._url)
        return Path(self._url.database or "") if on_disk else None

    @property
    def engine(self) -> AsyncEngine:
        """For a library that keeps its own tables here, such as Slack's installation store.

        Ours are reached through `session`. `close` disposes of it.
        """
        return self._engine

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """One unit of work: committed at the end, rolled back whole if anything raises.

        Never share a session between tasks.
        """
        async with self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def one_statement(self) -> AsyncIterator[AsyncSession]:
        """A unit of work of a single statement, which the database commits as it carries it out.

        For what is written often: a `session` keeps every other writer out from its first write until its
        commit has its turn on the loop, which in a busy process is tens of milliseconds later.
        """
        async with self._statements() as session:
            yield session
            await session.flush()

    async def upgrade(self) -> None:
        """Bring the schema to the newest revision; on a fresh database, create it.

        Safe to call at every start, from several replicas at once.
        """
        # Alembic is needed once a start and takes a tenth of a second to import.
        from store.migrations import upgrade  # noqa: PLC0415

        _make_folder(self._url)
        async with self._engine.connect() as connection:
            await connection.run_sync(upgrade)

    async def close(self) -> None:
        """Give back every connection."""
        await self._engine.dispose()
        await self._single.dispose()


def _driver_url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        raise UnusableDatabaseUrlError(text.partition(":")[0]) from None
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise UnusableDatabaseUrlError(url.get_backend_name())
    return _asyncpg_options(url.set(drivername=driver))


def _asyncpg_options(url: URL) -> URL:
    """Say libpq's options the way asyncpg wants them; it negotiates channel binding by itself."""
    mode = url.query.get("sslmode")
    url = url.difference_update_query(["sslmode", "channel_binding"])
    return url.update_query_dict({"ssl": mode}) if mode else url


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() == "postgresql":
        # A host or proxy may have dropped an idle connection: ask before using it.
        return create_async_engine(url, pool_pre_ping=True)
    # Writers that wait hold their connections; whoever finds none left waits as long. (A database in
    # memory has one connection and no queue.)
    engine = create_async_engine(url, **({"pool_timeout": _PATIENCE} if _is_file(url) else {}))
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _single_engine(url: URL, engine: AsyncEngine) -> AsyncEngine:
    """For single statements: on a file a connection of their own, elsewhere those of `engine`.

    One connection, because those who wait for it are woken in their order and at once; those who wait for
    SQLite's lock sleep in growing steps and may be overtaken.
    """
    if not _is_file(url) or url.get_backend_name() == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    single = create_async_engine(
        url,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        pool_reset_on_return=None,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_PATIENCE,
    )
    event.listen(single.sync_engine, "connect", _set_pragmas)
    return single


def _set_pragmas(connection: Any, _record: Any) -> None:  # noqa: ANN401
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _make_folder(url: URL) -> None:
    """SQLite makes its file, not the folder around it."""
    if url.get_backend_name() == "sqlite" and _is_file(url):
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)


def _is_file(url: URL) -> bool:
    """Whether the address is the path of a file, and not of memory or in SQLite's own URI."""
    return bool(url.database) and not str(url.database).startswith((":", "file:"))

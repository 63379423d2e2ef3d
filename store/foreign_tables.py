"""Tables that a library keeps in our database, by its own description of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import MetaData, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.database import Database

# Any number will do, as long as nobody else locks it in the same database: "CRMF" in ASCII.
_LOCK = 0x43524D46


@asynccontextmanager
async def with_tables(engine: AsyncEngine, metadata: MetaData) -> AsyncIterator[AsyncConnection]:
    """A transaction in which these tables exist; replicas that start at once come in one after the other."""
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        await connection.run_sync(metadata.create_all)
        yield connection


async def has_table(url: str, name: str, *, schema: str | None = None) -> bool:
    """Whether a database has this table; a `schema` counts where there are such, which is not in SQLite.

    A SQLite file that is not there is not made.
    """
    database = Database(url)
    if (file := database.file) is not None and not file.exists():
        return False
    where = schema if database.dialect == "postgresql" else None
    try:
        async with database.engine.connect() as connection:
            return await connection.run_sync(lambda sync: inspect(sync).has_table(name, schema=where))
    finally:
        await database.close()

"""Tables that a library keeps in our database, by its own description of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

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

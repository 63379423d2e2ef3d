"""Whether the store can be used, and what it holds."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, case
from sqlmodel import col, func, select

from store.database import Database
from store.migrations import config
from store.models import Campaign, Engagement, Merchant
from store.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Row):
    """What a look into the store found; the counts are 0 while `is_current` (all migrations run) is False."""

    is_current: bool
    merchants: int = 0
    sharing: int = 0
    campaigns: int = 0
    scored_templates: int = 0


async def read_health(database: Database) -> Health:
    """Look, without changing anything. Raises what the driver raises when nothing answers."""
    async with database.session() as session:
        connection = await session.connection()
        if not await connection.run_sync(_is_current):
            return Health(is_current=False)
        shops = select(func.count(), func.count(case((col(Merchant.shares_into_market), 1))))
        merchants, sharing = (await session.exec(shops.select_from(Merchant))).one()
        campaigns = (await session.exec(select(func.count()).select_from(Campaign))).one()
        scored = (await session.exec(select(func.count(col(Engagement.mean_score))))).one()
    return Health(
        is_current=True, merchants=merchants, sharing=sharing, campaigns=campaigns, scored_templates=scored
    )


def _is_current(connection: Connection) -> bool:
    """Whether every migration has been run."""
    done = MigrationContext.configure(connection).get_current_heads()
    return set(done) == set(ScriptDirectory.from_config(config(connection)).get_heads())

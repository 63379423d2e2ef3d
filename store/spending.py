"""What each shop used of a model, so that all processes keep to one budget."""

from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Spending


async def add_spending(
    session: AsyncSession, *, merchant_id: str, day: date, requests: int, tokens: int
) -> tuple[int, int]:
    """Add to what a merchant used on a day; all requests and tokens of that day.

    Processes that add at the same time all count. `merchant_id` is "" for what no merchant asked for.
    """
    table = Spending.metadata.tables["spending"]
    # Both say ON CONFLICT alike, each through its own class.
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    more = {"requests": requests, "tokens": tokens}
    statement = (
        insert.values(merchant_id=merchant_id, day=day, **more)
        .on_conflict_do_update(
            index_elements=["merchant_id", "day"], set_={name: table.c[name] + more[name] for name in more}
        )
        .returning(table.c.requests, table.c.tokens)
    )
    row = (await (await session.connection()).execute(statement)).one()
    return row.requests, row.tokens

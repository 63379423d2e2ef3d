"""What each shop used of a model, kept in the store."""

from datetime import date
from typing import TYPE_CHECKING

from agents.engines.model.budget import Spent

if TYPE_CHECKING:  # the tables' library takes time to import
    from store.database import Database


class StoredSpending:
    """Spending that all processes on one database share, and that outlives them."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    async def add(self, account: str, day: date, spent: Spent) -> Spent:
        """Add to what the account spent that day; the sum."""
        from store.spending import add_spending  # noqa: PLC0415 - see above

        async with self._database.session() as session:
            requests, tokens = await add_spending(
                session, merchant_id=account, day=day, requests=spent.requests, tokens=spent.tokens
            )
        return Spent(requests=requests, tokens=tokens)

"""The states that tie the two halves of an installation together, each good for one use."""

from collections.abc import Callable
from datetime import datetime

from slack_sdk.oauth.sqlalchemy_utils import normalize_datetime_for_db
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

from store.foreign_tables import with_tables


class OneTimeStates(AsyncOAuthStateStore):
    """Slack's store of states, in which each is used once even by two at a time, and old ones go."""

    def __init__(self, tables: AsyncSQLAlchemyOAuthStateStore, clock: Callable[[], datetime]) -> None:
        self._tables, self._clock = tables, clock

    async def prepare(self) -> None:
        """Make the table where it is missing."""
        async with with_tables(self._tables.engine, self._tables.metadata):
            pass

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new state; those that nobody came back with in time are forgotten."""
        old = self._tables.oauth_states.c.expire_at < self._now()
        async with self._tables.engine.begin() as connection:
            await connection.execute(self._tables.oauth_states.delete().where(old))
        return await self._tables.async_issue(*args, **kwargs)

    async def async_consume(self, state: str) -> bool:
        """Use a state up; whether it was good."""
        table = self._tables.oauth_states
        good = (table.c.state == state) & (table.c.expire_at >= self._now())
        async with self._tables.engine.begin() as connection:
            used = await connection.execute(table.delete().where(good))
        return used.rowcount == 1

    def _now(self) -> datetime | None:
        return normalize_datetime_for_db(self._clock())

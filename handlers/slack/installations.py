"""Which workspaces have installed the app: Slack's own tables in our database, their tokens sealed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore

from handlers.slack.sealing import Seal
from store.foreign_tables import with_tables

_SECRETS = (
    "bot_token",
    "bot_refresh_token",
    "user_token",
    "user_refresh_token",
    "incoming_webhook_url",
    "incoming_webhook_configuration_url",
)
Kept = TypeVar("Kept", Bot, Installation)


class Installations(AsyncInstallationStore):
    """Slack's installation store around which every token is sealed on its way in, opened on its way out.

    Finding anything raises `WrongKeyError` if it was sealed with a key that `seal` does not have.
    """

    def __init__(self, tables: AsyncSQLAlchemyInstallationStore, seal: Seal) -> None:
        self._tables, self._seal = tables, seal
        for table in (tables.bots, tables.installations):
            for column in table.c:
                if column.name in _SECRETS:  # made for 200 characters; a rotated token, sealed, has more
                    column.type = type(column.type)()

    async def prepare(self) -> None:
        """Make the tables where they are missing, and bring every token under the newest key.

        Raises `WrongKeyError`, before anybody is served.
        """
        async with with_tables(self._tables.engine, self._tables.metadata) as connection:
            for table in (self._tables.bots, self._tables.installations):
                for row in (await connection.execute(table.select())).mappings().all():
                    if renewed := self._renewed(dict(row)):
                        change = table.update().where(table.c.id == row["id"]).values(renewed)
                        await connection.execute(change)

    async def async_save(self, installation: Installation) -> None:
        """Keep what a workspace granted."""
        await self._tables.async_save(self._sealed(installation))

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep the bot's part alone, as after its token was rotated."""
        await self._tables.async_save_bot(self._sealed(bot))

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The newest grant of a workspace, or of a whole enterprise. Raises `WrongKeyError`."""
        bot = await self._tables.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return self._opened(bot) if bot else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest installation, or that of one person. Raises `WrongKeyError`."""
        installation = await self._tables.async_find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )
        return self._opened(installation) if installation else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the bot's part."""
        await self._tables.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget the installation, or that of one person."""
        await self._tables.async_delete_installation(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
        )

    def _sealed(self, kept: Kept) -> Kept:
        return self._changed(kept, self._seal.close)

    def _opened(self, kept: Kept) -> Kept:
        return self._changed(kept, self._seal.open)

    def _changed(self, kept: Kept, change: Callable[[str], str]) -> Kept:
        fields = kept.to_dict_for_copying()
        secrets = {name: change(fields[name]) for name in _SECRETS if fields.get(name)}
        return type(kept)(**fields | secrets)

    def _renewed(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The tokens of a row that are not under the newest key yet, as they are under it."""
        renewed = {name: self._seal.renewed(row[name]) for name in _SECRETS if row.get(name)}
        return {name: sealed for name, sealed in renewed.items() if sealed != row[name]}

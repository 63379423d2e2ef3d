"""Which enterprise a workspace belongs to: an app may be installed in all of its workspaces at once."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from store.database import Database
from store.workspaces import get_workspace, note_workspace


class Enterprises:
    """Remembers the enterprise of each workspace, because a job knows its workspace alone."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def of(self, team: str | None) -> str | None:
        """The enterprise of a workspace, as far as we know of one."""
        if team is None:
            return None
        async with self._database.session() as session:
            workspace = await get_workspace(session, team_id=team)
        return workspace.enterprise_id if workspace else None

    async def note(self, team: str, enterprise: str) -> None:
        """Remember it. A workspace that was unknown goes by its id until it is named."""
        async with self._database.session() as session:
            known = await get_workspace(session, team_id=team)
            await note_workspace(
                session,
                team_id=team,
                name=known.name if known else team,
                now=self._clock(),
                enterprise_id=enterprise,
            )

    async def notice(
        self,
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002
    ) -> None:
        """Bolt's middleware: Slack tells the enterprise of an event, and of which workspace it is."""
        team = body.get("team_id")
        if context.is_enterprise_install and context.enterprise_id and isinstance(team, str):
            await self.note(team, context.enterprise_id)
        await next()

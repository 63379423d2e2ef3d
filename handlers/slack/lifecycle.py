"""When a workspace takes the app away: everything that was kept for it goes."""

import logging
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from handlers.slack.installations import Installations
from store.database import Database
from store.workspaces import delete_workspace

Payload = dict[str, Any]
log = logging.getLogger(__name__)


def register(app: AsyncApp, database: Database, installations: Installations | None) -> None:
    """Bind what happens at the end; `installations` is None where the settings hold the one token."""
    app.event("app_uninstalled")(partial(on_uninstalled, database=database, installations=installations))
    app.event("tokens_revoked")(partial(on_tokens_revoked, database=database, installations=installations))


async def on_uninstalled(
    body: Payload, context: AsyncBoltContext, *, database: Database, installations: Installations | None
) -> None:
    """The app was removed from a workspace, or from a whole enterprise."""
    if not await _installed_since(body, context, installations):
        await _forget(context, database, installations)


async def on_tokens_revoked(
    body: Payload, context: AsyncBoltContext, *, database: Database, installations: Installations | None
) -> None:
    """Tokens were withdrawn: without the bot's nothing can be done; those of people we don't use."""
    if (body["event"].get("tokens") or {}).get("bot"):
        await on_uninstalled(body, context, database=database, installations=installations)


async def _forget(context: AsyncBoltContext, database: Database, installations: Installations | None) -> None:
    enterprise, team = context.enterprise_id, context.team_id
    if installations is not None:
        await installations.async_delete_all(enterprise_id=enterprise, team_id=team)
    if team is not None:
        async with database.session() as session:
            await delete_workspace(session, team_id=team)
    log.warning("the app was removed from %s; what was kept for it is gone", team or enterprise)


async def _installed_since(
    body: Payload, context: AsyncBoltContext, installations: Installations | None
) -> bool:
    """Whether this is older than the installation: Slack may deliver late, and people change their minds."""
    if installations is None:
        return False
    bot = await installations.async_find_bot(enterprise_id=context.enterprise_id, team_id=context.team_id)
    # Slack counts whole seconds.
    return bot is not None and int(bot.installed_at) > float(body.get("event_time") or "inf")

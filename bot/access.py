"""By which right the bot speaks: one workspace's token, or whatever workspaces installed."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import ClientSession
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import SLACKBOT_SCOPE, bot_scopes
from bot.plan import Plan
from bot.settings import Settings, SettingsError
from handlers.slack.authorize import OneWorkspace
from handlers.slack.clients import Accesses, web_client
from handlers.slack.enterprises import Enterprises
from handlers.slack.errors import AccessLostError
from handlers.slack.identity import Identity, identify
from handlers.slack.installations import Installations
from handlers.slack.installed import InstalledWorkspaces
from handlers.slack.installing import INSTALL_PATH, REDIRECT_PATH, InstallFlow
from handlers.slack.library_log import library_logger
from handlers.slack.oauth_states import OneTimeStates
from handlers.slack.sealing import Seal, WrongKeyError
from store.database import Database
from store.workspaces import note_workspace

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """`accesses` to workspaces; how they are installed (None: by hand, once); `speaks` says it to people."""

    accesses: Accesses
    speaks: str
    flow: AsyncOAuthFlow | None = None
    installations: Installations | None = None
    notice: Callable[..., Awaitable[None]] | None = None


async def open_door(
    settings: Settings, plan: Plan, *, database: Database, session: ClientSession, clock: Clock
) -> Door:
    """Find out by which right we speak. Raises `SettingsError` for a token or key that is refused."""
    if plan.many:
        client = web_client(base_url=settings.slack_api_url, session=session)
        return await _for_many(settings, database, client, clock)
    return await _for_one(settings, database, session, clock)


async def ask_who_we_are(settings: Settings, session: ClientSession) -> Identity:
    """Whom the one bot token speaks as. Raises `SettingsError` if it is refused, `SlackAwayError`."""
    token = settings.slack_bot_token
    client = web_client(
        base_url=settings.slack_api_url,
        session=session,
        token=token.get_secret_value() if token else None,
    )
    try:
        return await identify(client, wanted=bot_scopes())
    except AccessLostError as error:
        raise SettingsError(
            "SLACK_BOT_TOKEN", f"Slack refuses it ({error.code}); copy the “Bot User OAuth Token” again"
        ) from None


async def _for_one(settings: Settings, database: Database, session: ClientSession, clock: Clock) -> Door:
    found = await ask_who_we_are(settings, session)
    if found.lacking:
        log.warning("the app was installed without %s: install it again", ", ".join(found.lacking))
    async with database.session() as db:
        await note_workspace(
            db,
            team_id=found.team,
            name=found.team_name,
            now=clock(),
            enterprise_id=found.access.enterprise,
        )
    return Door(OneWorkspace(found.access), speaks=str(found))


def _scopes(settings: Settings) -> list[str]:
    """What people are asked to grant: Slack's assistant as well where the manifest offers it our tools."""
    offered = (settings.public_url or "").startswith("https://")
    return [*bot_scopes(), *([SLACKBOT_SCOPE] if offered else [])]


async def _for_many(settings: Settings, database: Database, client: AsyncWebClient, clock: Clock) -> Door:
    client_id, secret, keys = settings.slack_client_id, settings.slack_client_secret, settings.encryption_key
    assert client_id and secret and keys  # noqa: S101, PT018 - bot/plan.py has seen them
    installations = await _installations(database, client_id, keys.get_secret_value())
    ways = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=secret.get_secret_value(),
        scopes=_scopes(settings),
        user_scopes=[],
        # Without it, Slack sends people back to the first redirect URL of the manifest.
        redirect_uri=f"{settings.public_url}{REDIRECT_PATH}" if settings.public_url else None,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=_beside(settings.slack_api_url, "oauth/v2/authorize"),
        installation_store=installations,
        state_store=await _states(database, clock),
        logger=library_logger(),
    )
    rotator = AsyncTokenRotator(client_id=client_id, client_secret=secret.get_secret_value(), client=client)
    enterprises = Enterprises(database, clock)
    return Door(
        InstalledWorkspaces(installations, rotator, enterprises, clock),
        speaks="every workspace that installs it",
        flow=InstallFlow(ways, client, database, clock),
        installations=installations,
        notice=enterprises.notice,
    )


async def _installations(database: Database, client_id: str, keys: str) -> Installations:
    tables = AsyncSQLAlchemyInstallationStore(client_id, database.engine, logger=library_logger())
    installations = Installations(tables, Seal(keys))
    try:
        await installations.prepare()
    except WrongKeyError as error:
        raise SettingsError("CRMAGENT_ENCRYPTION_KEY", error.reason) from None
    return installations


def _beside(api_url: str, page: str) -> str:
    """The address of a page of the Slack whose Web API is there."""
    return f"{api_url.rstrip('/').removesuffix('/api')}/{page}"


async def _states(database: Database, clock: Clock) -> OneTimeStates:
    lifetime = OAuthStateUtils.default_expiration_seconds
    tables = AsyncSQLAlchemyOAuthStateStore(lifetime, database.engine, logger=library_logger())
    states = OneTimeStates(tables, clock)
    await states.prepare()
    return states

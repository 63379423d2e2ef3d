"""Installing the app from a browser: the page, the way to Slack and back, and what is kept of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import SecretStr
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.installations import Installations
from handlers.slack.library_log import library_logger
from handlers.slack.oauth_states import OneTimeStates
from store.database import Database
from store.workspaces import note_workspace

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"


class InstallFlow(AsyncOAuthFlow):
    """Bolt's flow, which also makes the workspace known to us; it is nobody's until it is connected."""

    def __init__(
        self,
        settings: AsyncOAuthSettings,
        client: AsyncWebClient,
        database: Database,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(settings=settings, client=client, logger=library_logger())
        self._database, self._clock = database, clock

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Keep what was granted. An enterprise's workspaces become known when something happens in them."""
        await super().store_installation(request, installation)
        if installation.team_id is None:
            return
        async with self._database.session() as session:
            await note_workspace(
                session,
                team_id=installation.team_id,
                name=installation.team_name or installation.team_id,
                now=self._clock(),
                enterprise_id=installation.enterprise_id,
            )


def oauth_settings(
    *,
    client_id: str,
    client_secret: SecretStr,
    scopes: Sequence[str],
    api_url: str,
    public_url: str | None,
    installations: Installations,
    states: OneTimeStates,
) -> AsyncOAuthSettings:
    """What Bolt needs to know of the installation.

    Without `public_url`, Slack sends people back to the first redirect URL of the manifest.
    """
    return AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret.get_secret_value(),
        scopes=list(scopes),
        user_scopes=[],
        redirect_uri=f"{public_url}{REDIRECT_PATH}" if public_url else None,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=f"{api_url.removesuffix('/').removesuffix('/api')}/oauth/v2/authorize",
        installation_store=installations,
        state_store=states,
        logger=library_logger(),
    )

"""Installing the app from a browser: the page, the way to Slack and back, and what is kept of it."""

from collections.abc import Callable
from datetime import datetime

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.install_pages import InstallPages, install_page
from handlers.slack.library_log import library_logger
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
        settings.redirect_uri_page_renderer = InstallPages(
            install_path=settings.install_path, redirect_uri_path=settings.redirect_uri_path
        )
        super().__init__(settings=settings, client=client, logger=library_logger())
        self._database, self._clock = database, clock

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:  # noqa: ARG002 - Bolt's
        """The page with which it begins."""
        return install_page(url)

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

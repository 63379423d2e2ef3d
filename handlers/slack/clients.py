"""Clients that speak for us in a workspace, and the right by which they do."""

from dataclasses import dataclass
from typing import Protocol

from aiohttp import ClientConnectorError, ClientSession
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.library_log import library_logger

_RETRIES = 2


@dataclass(frozen=True)
class Access:
    """What a workspace gave us: a token, and who we are there. `enterprise` is the organisation it is in."""

    token: str
    bot_id: str
    bot_user: str
    enterprise: str | None = None

    def __repr__(self) -> str:
        """Without the token: this may end in a log."""
        return f"Access(bot_user={self.bot_user!r})"


class Accesses(Protocol):
    """Knows the access we have to each workspace."""

    async def of(self, team: str | None, enterprise: str | None = None) -> Access:
        """The access to a workspace, or to a whole enterprise without `team`.

        Raises `AccessLostError` where we are not installed.
        """


class Clients:
    """Hands out the client that speaks for us in a workspace; all share one pool of connections."""

    def __init__(self, accesses: Accesses, *, base_url: str, session: ClientSession) -> None:
        self._accesses, self._base_url, self._session = accesses, base_url, session

    async def of(self, team: str) -> AsyncWebClient:
        """The client for a workspace. Raises `AccessLostError` where we are not installed."""
        access = await self._accesses.of(team)
        return web_client(base_url=self._base_url, session=self._session, token=access.token)


def web_client(*, base_url: str, session: ClientSession, token: str | None = None) -> AsyncWebClient:
    """A client of Slack's Web API that tries again only what surely did not happen.

    That is a request that Slack refused for its rate (429), and one for which there was no connection.
    After a 500 or a cut connection a message may have been posted: see `handlers/slack/deliver.py`.
    """
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        logger=library_logger(),
        retry_handlers=[
            AsyncRateLimitErrorRetryHandler(max_retry_count=_RETRIES),
            AsyncConnectionErrorRetryHandler(max_retry_count=_RETRIES, error_types=[ClientConnectorError]),
        ],
    )

"""The ways by which Slack reaches us, opened and closed."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot.settings import SettingsError
from handlers.slack.errors import AccessLostError, MissingScopeError, RefusedError
from handlers.slack.identity import socket_address

_FINISH = 5  # seconds requests under way have at the end
_NEEDS = "it must be an app-level token with connections:write, of an app whose manifest turns Socket Mode on"


@contextlib.asynccontextmanager
async def open_socket(app: AsyncApp, app_token: SecretStr) -> AsyncIterator[AsyncSocketModeHandler]:
    """Take events over Socket Mode. Raises `SettingsError` if Slack refuses the token, `SlackAwayError`."""
    token = app_token.get_secret_value()
    try:
        address = await socket_address(app.client, token)
    except (AccessLostError, RefusedError) as error:
        raise SettingsError("SLACK_APP_TOKEN", f"Slack refuses it ({error.code}); {_NEEDS}") from None
    except MissingScopeError as error:
        raise SettingsError("SLACK_APP_TOKEN", f"it lacks {error.scope}; {_NEEDS}") from None
    handler = AsyncSocketModeHandler(app, token)
    handler.client.wss_uri = address
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield handler
    finally:
        client = handler.client
        tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
        await handler.close_async()  # type: ignore[no-untyped-call]
        await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)


def bind(host: str, port: int) -> socket.socket:
    """Take the port before anything else is opened. Raises `SettingsError` if it can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on what says that it is TCP: else each takes 40 ms more.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise _unbindable(error, host, port) from None
    return bound


@contextlib.asynccontextmanager
async def open_web(site: Starlette, bound: socket.socket) -> AsyncIterator["asyncio.Future[None]"]:
    """Serve the site on a bound socket, from here on; the task ends only if the server does."""
    server = _Server(
        uvicorn.Config(
            site, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=_FINISH
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        while not (server.started or serving.done()):  # noqa: ASYNC110 - it tells in no other way
            await asyncio.sleep(0.01)
        yield serving
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to `bot/serving.py`."""
        yield


def _unbindable(error: OSError, host: str, port: int) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        taken = f"port {port} on {host} is taken, perhaps by a bot that runs already"
        return SettingsError("CRMAGENT_PORT", taken)
    if error.errno == errno.EACCES:
        return SettingsError(
            "CRMAGENT_PORT", f"port {port} may not be used by this user; take one above 1024"
        )
    return SettingsError("CRMAGENT_HOST", f"“{host}” is no address of this machine")

"""The server over HTTP: one address, behind a gate that lets nobody through unknown."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.copilot.caller import SCOPES, Caller
from handlers.copilot.server import TITLE, CopilotServer
from handlers.copilot.wholeness import whole_body

MCP_PATH = "/mcp"
_METADATA = "/.well-known/oauth-protected-resource"
_LOCAL = ("127.0.0.1", "localhost", "[::1]")

Identify = Callable[[Mapping[str, str], bytes], Awaitable[Caller | None]]


@dataclass(frozen=True)
class Site:
    """What is served: `routes`, for as long as `running` is open."""

    routes: Sequence[BaseRoute]
    running: Callable[[], AbstractAsyncContextManager[None]]


def copilot_site(
    server: CopilotServer,
    identify: Identify,
    *,
    address: str,
    hosts: Sequence[str],
    origins: Sequence[str],
    issuer: str | None = None,
) -> Site:
    """The routes of a server that is reached at `address` (without a slash at its end).

    Requests that name another host than `hosts` (or this machine) are refused, so that no page in a
    browser reaches a server on its own network through a name of its choice; and so are pages from
    other `origins`. Clients are told to sign in with the `issuer`, if there is one.
    """
    security = TransportSecuritySettings(
        allowed_hosts=[*hosts, *_LOCAL, *(f"{host}:*" for host in _LOCAL)],
        allowed_origins=[*origins, *(f"http://{host}:*" for host in _LOCAL)],
    )
    server.streamable_http_app(json_response=True, stateless_http=True, transport_security=security)
    gate = _Gate(server.session_manager.handle_request, identify, f"{address}{_METADATA}{MCP_PATH}")
    routes = (Route(MCP_PATH, gate), *_metadata_routes(address, issuer))
    return Site(routes=routes, running=partial(_running, server))


@asynccontextmanager
async def _running(server: CopilotServer) -> AsyncIterator[None]:
    """While calls are taken; in the end all that were are written down."""
    try:
        async with server.session_manager.run():
            yield
    finally:
        await server.settled()


def _metadata_routes(address: str, issuer: str | None) -> list[Route]:
    """What clients of OAuth look for (RFC 9728): that tokens go into the header, and which there are."""
    metadata = {
        "resource": f"{address}{MCP_PATH}",
        "resource_name": TITLE,
        "bearer_methods_supported": ["header"],
        "scopes_supported": list(SCOPES),
        **({"authorization_servers": [issuer]} if issuer else {}),
    }

    async def on_metadata(_request: Request) -> Response:
        return JSONResponse(metadata)

    return [Route(path, on_metadata, methods=["GET"]) for path in (f"{_METADATA}{MCP_PATH}", _METADATA)]


class _Gate:
    """Finds out who asks before anything else is looked at, and says so to what comes behind."""

    def __init__(self, app: ASGIApp, identify: Identify, metadata_url: str) -> None:
        self._app, self._identify, self._metadata_url = app, identify, metadata_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        caller = await self._identify(dict(request.headers), body)
        if caller is None:
            await self._unknown()(scope, receive, send)
        elif request.method != "POST":  # nothing is ever sent but answers
            await Response("method not allowed", 405, {"Allow": "POST"})(scope, receive, send)
        else:
            known = {**scope.get("state", {}), "caller": caller}
            await self._app({**scope, "state": known}, _again(whole_body(body), receive), send)

    def _unknown(self) -> Response:
        said = "A valid token of this server is needed, or Slack's signature."
        challenge = f'Bearer error="invalid_token", error_description="{said}"'
        headers = {"WWW-Authenticate": f'{challenge}, resource_metadata="{self._metadata_url}"'}
        return JSONResponse({"error": "invalid_token", "error_description": said}, 401, headers)


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever follows."""
    told = False

    async def receive_again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again

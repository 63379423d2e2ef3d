"""What is served over HTTP: Slack's events, the installation, and whether all is well."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.body_limit import BodyLimit
from handlers.slack.installing import INSTALL_PATH, REDIRECT_PATH

EVENTS_PATH, HEALTH_PATH = "/slack/events", "/healthz"
_MOST = 1_000_000  # bytes: Slack's largest payloads are a tenth of that
_STAMP = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)

Health = Mapping[str, bool | int]
ReadHealth = Callable[[], Awaitable[Health]]
Running = Callable[[], AbstractAsyncContextManager[None]]


def web_app(
    app: AsyncApp,
    *,
    health: ReadHealth,
    events: bool,
    more: Sequence[BaseRoute] = (),
    running: Running | None = None,
) -> Starlette:
    """The site. With `events`, Slack sends them here.

    `more` are routes of others, such as MCP's, with what has to be `running` while they are served.
    `health` tells of each part whether it is well; `ok` in it decides between 200 and 503.
    """
    slack = AsyncSlackRequestHandler(app)

    async def on_event(request: Request) -> Response:
        if not _is_plausible(request, await request.body()):
            return Response("invalid request", status_code=401)
        return await slack.handle(request)

    routes = [*more]
    if events:
        routes.append(Route(EVENTS_PATH, on_event, methods=["POST"]))
    if app.oauth_flow is not None:
        routes += [Route(path, slack.handle, methods=["GET"]) for path in (INSTALL_PATH, REDIRECT_PATH)]
    return bare_site(routes, health=health, running=running)


def bare_site(
    routes: Sequence[BaseRoute], *, health: ReadHealth, running: Running | None = None
) -> Starlette:
    """These routes and whether all is well; `running` is open for as long as they are served."""

    async def on_health(_request: Request) -> Response:
        found = await health()
        return Response(json.dumps(dict(found)), 200 if found["ok"] else 503, media_type="application/json")

    return Starlette(
        routes=[Route(HEALTH_PATH, on_health), *routes],
        middleware=[Middleware(BodyLimit, most=_MOST)],
        lifespan=(lambda _site: running()) if running else None,
    )


def _is_plausible(request: Request, body: bytes) -> bool:
    """Whether Bolt can check the signature at all: it stumbles over what is no number or no text."""
    stamp = request.headers.get("x-slack-request-timestamp", "0")
    signature = request.headers.get("x-slack-signature", "")
    return bool(_STAMP.fullmatch(stamp) and _SIGNATURE.fullmatch(signature)) and _is_text(body)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True

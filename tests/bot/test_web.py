"""The site, served for real: who is let in, who is turned away, and what it says of its health."""

import hashlib
import hmac
import json
import socket
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.transports import bind, open_web
from bot.web import Health, web_app
from handlers.slack.authorize import Authorize, OneWorkspace
from handlers.slack.clients import Access

SECRET = "of-the-app"  # noqa: S105 - of nobody
HELLO = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T1",
        "event": {"type": "app_mention", "user": "U1", "text": "hello", "channel": "C1", "ts": "1.1"},
    }
)


class Site:
    """Our site on a port of its own. `heard` is what reached the app; `well` decides about its health."""

    def __init__(self, session: ClientSession) -> None:
        self.session, self.address = session, ""
        self.heard: list[str] = []
        self.health: Health = {"ok": True, "database": True}

    async def post(self, body: Any, **headers: str) -> int:
        """Send something to where Slack sends events; the status."""
        headers = {"Content-Type": "application/json"} | {
            f"X-Slack-{name.replace('_', '-')}": value for name, value in headers.items()
        }
        url = f"{self.address}/slack/events"
        async with self.session.post(url, data=body, headers=headers) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        """The status and text of a page."""
        async with self.session.get(f"{self.address}{path}") as answer:
            return answer.status, await answer.text()


def signed(body: str, *, age: int = 0, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"Request_Timestamp": stamp, "Signature": f"v0={digest}"}


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    app = AsyncApp(
        client=AsyncWebClient(),
        signing_secret=SECRET,
        process_before_response=True,
        authorize=Authorize(OneWorkspace(Access("xoxb-1", "B1", "UB"))),  # type: ignore[arg-type] # as in bot/slack.py
    )
    async with ClientSession() as session:
        site = Site(session)

        @app.event("app_mention")
        async def on_mention(event: dict[str, Any]) -> None:
            site.heard.append(event["text"])

        async def health() -> Health:
            return site.health

        async def elsewhere(request: Request) -> JSONResponse:
            return JSONResponse(len(await request.body()))

        more = [Route("/mcp", elsewhere, methods=["POST"])]
        bound = bind("127.0.0.1", 0)
        site.address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        async with open_web(web_app(app, health=health, events=True, more=more), bound):
            yield site


async def test_what_slack_signed_reaches_the_app(site: Site) -> None:
    assert await site.post(HELLO, **signed(HELLO)) == 200
    assert site.heard == ["hello"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(HELLO, secret="of-another-app"),  # noqa: S106 - of nobody
        signed(HELLO, age=400),
        signed(HELLO, age=-86_400),  # far ahead: the run of the tests takes minutes
        signed("something else"),
        signed(HELLO) | {"Request_Timestamp": "yesterday"},
        signed(HELLO) | {"Request_Timestamp": "1" * 400},
        signed(HELLO) | {"Signature": "v0=é"},
        {"Signature": signed(HELLO)["Signature"]},
    ],
)
async def test_what_anybody_else_sends_is_turned_away(site: Site, headers: dict[str, str]) -> None:
    assert await site.post(HELLO, **headers) == 401
    assert site.heard == []


async def test_a_body_that_is_no_text_is_turned_away(site: Site) -> None:
    assert await site.post(b"\xff\xfe", **signed(HELLO)) == 401


async def test_slack_is_told_its_challenge(site: Site) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"})
    url = f"{site.address}/slack/events"
    headers = {f"X-Slack-{name.replace('_', '-')}": value for name, value in signed(body).items()}
    async with site.session.post(url, data=body, headers=headers) as answer:
        assert (answer.status, json.loads(await answer.text())) == (200, {"challenge": "abc"})
    assert await site.post(body, **signed(body, secret="other")) == 401  # noqa: S106 - of nobody


async def test_a_request_larger_than_any_of_slacks_is_refused(site: Site) -> None:
    large = "x" * 1_000_001
    assert await site.post(large, **signed(large)) == 413

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    assert await site.post(in_pieces(), **signed(HELLO)) == 413


async def test_health_is_a_status_and_a_few_words(site: Site) -> None:
    assert await site.get("/healthz") == (200, '{"ok": true, "database": true}')
    site.health = {"ok": False, "database": False}
    assert await site.get("/healthz") == (503, '{"ok": false, "database": false}')


async def test_there_is_room_for_others(site: Site) -> None:
    async with site.session.post(f"{site.address}/mcp", data=b"abc") as answer:
        assert await answer.json() == 3


async def test_nothing_else_is_served(site: Site) -> None:
    for path in ("/", "/slack/events", "/slack/install", "/slack/oauth_redirect", "/docs"):
        assert (await site.get(path))[0] in {404, 405}, path


def test_small_answers_are_sent_at_once() -> None:
    """Only on a socket that says it is TCP does asyncio turn off the wait for more to send (40 ms)."""
    with bind("127.0.0.1", 0) as bound:
        assert bound.proto == socket.IPPROTO_TCP

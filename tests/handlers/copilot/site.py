"""The tools served for real on a port, and raw requests as Slack and others send them."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

import httpx2
from aiohttp import ClientResponse, ClientSession
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bot.copilot import open_site
from bot.settings import Settings
from bot.transports import bind, open_web
from bot.web import bare_site
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.identities import digest_of
from store.calls import list_calls
from store.rows.copilots import CallRow
from store.tokens import save_token

SECRET = "of-the-app"  # noqa: S105 - of nobody
HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2025-06-18",
}
Json = dict[str, Any]
_NUMBERS = count(1)


class Place:
    """Where the tools are served."""

    def __init__(self, desk: CopilotDesk, address: str, session: ClientSession) -> None:
        self.desk, self.address, self.session = desk, address, session
        self.token_id = ""

    @property
    def url(self) -> str:
        """Where tools are called."""
        return f"{self.address}/mcp"

    async def token(self, *scopes: str, merchant: str = "m02", expires: datetime | None = None) -> str:
        """A new token with these switches, to read if none is named; `token_id` is its id."""
        self.token_id = f"T{next(_NUMBERS)}-{merchant}"
        token = f"crm_{self.token_id}"
        async with self.desk.database.session() as session:
            await save_token(
                session,
                token_id=self.token_id,
                digest=digest_of(token),
                merchant_id=merchant,
                name="a test",
                scopes=scopes or ("read",),
                time_zone="Asia/Singapore",
                expires_at=expires,
                now=self.desk.clock(),
            )
        return token

    @asynccontextmanager
    async def client(self, token: str, **options: Any) -> AsyncIterator[Client]:
        """The official client, with a token."""
        http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=30)
        transport = streamable_http_client(self.url, http_client=http)
        async with http, Client(transport, **options) as client:
            yield client

    async def calls(self, limit: int) -> tuple[CallRow, ...]:
        """The last calls for the demo's shop that were written down, newest first."""
        await self.desk.audit.settled()
        async with self.desk.database.session() as session:
            return await list_calls(session, merchant_id="m02", limit=limit)

    async def post(self, body: Any, headers: Mapping[str, str]) -> tuple[int, Any]:
        """Status and content of a raw request."""
        async with self.session.post(self.url, data=body, headers={**HEADERS, **headers}) as answer:
            return answer.status, await content_of(answer)

    async def call(self, token: str, tool: str, **arguments: Any) -> Json:
        """The result of a tool, called without any library."""
        body = request("tools/call", {"name": tool, "arguments": arguments})
        status, content = await self.post(body, {"Authorization": f"Bearer {token}"})
        assert status == 200, content
        return dict(content["result"])


@asynccontextmanager
async def placed(desk: CopilotDesk, **settings: Any) -> AsyncIterator[Place]:
    """Serve a desk over HTTP."""
    given = {"slack_signing_secret": SECRET, "port": 0} | settings
    known = Settings(_env_file=None, **given)  # type: ignore[call-arg]
    bound = bind("127.0.0.1", 0)
    address = f"http://127.0.0.1:{bound.getsockname()[1]}"
    site = open_site(known, replace(desk, local=None), address=address)

    async def health() -> dict[str, bool]:
        return {"ok": True}

    web = bare_site(site.routes, health=health, running=site.running)
    async with open_web(web, bound), ClientSession() as session:
        yield Place(desk, address, session)


def request(method: str, params: Json | None = None) -> str:
    """A request as JSON."""
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}})


def from_slack(tool: str, arguments: Json, *, team: str = "T_SHOP", user: str = "U_ANA") -> str:
    """A call as Slack's assistant sends it."""
    person = {"team_id": team, "user_id": user, "enterprise_id": None}
    return request("tools/call", {"name": tool, "arguments": arguments, "_meta": {"slack": person}})


def signed(body: str, *, at: datetime, secret: str = SECRET) -> dict[str, str]:
    """The headers with which Slack proves that it is Slack."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


async def content_of(answer: ClientResponse) -> Any:
    """The JSON of an answer, or its text."""
    text = await answer.text()
    return json.loads(text) if answer.content_type == "application/json" else text

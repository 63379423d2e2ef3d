"""Two independent doubles of Slack behind one face: our own, and that of the npm package `emulate`."""

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import aiohttp
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from playground.world.nouns import Token
from tests.house import ROOT
from tests.playground.protocol.rig import MANIFEST, Json, serving

BACK = "http://127.0.0.1:1/back"
_RUNNER = Path(__file__).with_name("emulator.mjs")


@dataclass
class Double:
    """What the shared tests need; `heard` are the headers and bodies that came to the events address."""

    api_url: str
    token: str
    poor_token: str
    secret: str
    channel: str
    ana: str
    heard: list[tuple[Json, bytes]]
    hands: "Hands"

    async def call(self, method: str, **arguments: Any) -> Json:
        """The answer of a method, a refusal too. By POST, which both understand everywhere."""
        client = AsyncWebClient(token=self.token, base_url=self.api_url)
        try:
            answer = await client.api_call(method, json=arguments)
        except SlackApiError as error:
            answer = error.response
        assert isinstance(answer.data, dict)
        return answer.data

    async def hears(self, kind: str) -> tuple[Json, bytes]:
        """The first request with an event of this kind, once it has come."""
        for _ in range(500):
            for headers, body in self.heard:
                if f'"{kind}"'.encode() in body:
                    return headers, body
            await asyncio.sleep(0.01)
        raise AssertionError(f"no {kind} came; there were {self.heard}")

    def with_token(self, token: str) -> "Double":
        """The same with another token."""
        return replace(self, token=token)


class Hands(Protocol):
    """What a person's hands do, which each double has its own way for."""

    async def says(self, text: str) -> str:
        """Ana writes into the channel; gives the message's ts."""

    async def trigger(self, view: str | None = None) -> str:
        """A trigger as Ana's click would give, in a modal if one is named."""

    async def code(self) -> str:
        """A code as consent would give."""

    async def waits(self, seconds: float) -> None:
        """Let time pass in Slack."""


def emulator_folder() -> Path | None:
    """The installed package, if node is there as well: `npm install --no-save emulate@0.12.2`."""
    folders = (folder / "node_modules" / "emulate" for folder in (ROOT, *ROOT.parents))
    found = next((folder for folder in folders if (folder / "package.json").is_file()), None)
    return found if shutil.which("node") else None


@asynccontextmanager
async def our_own() -> AsyncIterator[Double]:
    """The playground."""
    async with Playground(MANIFEST) as slack, _ears() as (url, heard):
        slack.events_url = url
        poor = Token("xoxb-poor", "bot", "T_DEMO", "U_CRMAGENT", frozenset({"users:read"}))
        slack.world.tokens[poor.value] = poor
        yield Double(
            api_url=slack.api_url,
            token=slack.bot_token,
            poor_token=poor.value,
            secret=slack.signing_secret,
            channel="C_MARKETING",
            ana="U_ANA",
            heard=heard,
            hands=_OurHands(slack),
        )


@asynccontextmanager
async def the_emulator(folder: Path) -> AsyncIterator[Double]:
    """`emulate` in a process of its own, the bot let into the channel."""
    async with _ears() as (url, heard):
        process = await asyncio.create_subprocess_exec(
            *("node", _RUNNER, folder, url, "0"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            started = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
            yield await _settled(f"{started['url']}/api/", heard)
        finally:
            process.stdin.close()
            await asyncio.wait_for(process.wait(), 10)


async def _settled(api_url: str, heard: list[tuple[Json, bytes]]) -> Double:
    secret = "shared-secret"  # noqa: S105 - both sides know it from here
    bare = Double(api_url, "xoxb-echo", "xoxb-poor", secret, "", "", heard, _TheirHands(api_url))
    channels = (await bare.call("conversations.list"))["channels"]
    channel = next(c["id"] for c in channels if c["name"] == "marketing")
    await bare.call("conversations.join", channel=channel)
    people = (await bare.call("users.list"))["members"]
    ana = next(person["id"] for person in people if person["name"] == "ana")
    heard.clear()
    return replace(bare, channel=channel, ana=ana, hands=_TheirHands(api_url, channel, ana))


@dataclass
class _OurHands:
    slack: Playground

    async def says(self, text: str) -> str:
        return await self.slack.person("U_ANA").says("C_MARKETING", text)

    async def trigger(self, view: str | None = None) -> str:
        return self.slack.world.passes.trigger(self.slack.world.mint("t"), "U_ANA", view).id

    async def waits(self, seconds: float) -> None:
        self.slack.world.clock.skip(seconds)

    async def code(self) -> str:
        asked = {"client_id": "1000.2000", "scope": "chat:write", "redirect_uri": BACK, "team": "T_DEMO"}
        url = f"{self.slack.url}/oauth/v2/authorize"
        async with (
            aiohttp.ClientSession() as session,
            session.get(url, params=asked, allow_redirects=False) as answer,
        ):
            return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


@dataclass
class _TheirHands:
    api_url: str
    channel: str = ""
    ana: str = ""

    async def says(self, text: str) -> str:
        client = AsyncWebClient(token="xoxp-ana", base_url=self.api_url)  # noqa: S106 - seeded in emulator.mjs
        return str((await client.chat_postMessage(channel=self.channel, text=text))["ts"])

    async def trigger(self, view: str | None = None) -> str:
        client = AsyncWebClient(token="xoxb-echo", base_url=self.api_url)  # noqa: S106 - as above
        wanted = {"user_id": self.ana} | ({"view_id": view} if view else {})
        return str((await client.api_call("views.generateTriggerId", json=wanted))["trigger_id"])

    async def waits(self, seconds: float) -> None:
        await asyncio.sleep(seconds + 1.1)  # it counts in whole seconds

    async def code(self) -> str:
        asked = {"client_id": "1000.2000", "scope": "chat:write", "redirect_uri": BACK}
        url = f"{self.api_url.removesuffix('/api/')}/oauth/v2/authorize"
        async with aiohttp.ClientSession() as session:
            async with session.get(url, params=asked) as page:
                user = re.findall(r'name="user_id" value="([^"]+)"', await page.text())[0]
            form = {**asked, "user_id": user}
            async with session.post(f"{url}/callback", data=form, allow_redirects=False) as answer:
                return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


@asynccontextmanager
async def _ears() -> AsyncIterator[tuple[str, list[tuple[Json, bytes]]]]:
    """An events address and what came to it."""
    heard: list[tuple[Json, bytes]] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append((dict(request.headers), await request.read()))
        return web.Response()

    app = web.Application()
    app.router.add_post("/events", hear)
    async with serving(app) as url:
        yield f"{url}/events", heard

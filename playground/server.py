"""The local Slack as one object: start it, be people in it, read what the app did."""

import asyncio
import copy
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, web

from playground.acts.person import Person
from playground.api import downloads, oauth, responses
from playground.api.server import Call, WebApi
from playground.clock import Clock
from playground.delivery.courier import ACK_WITHIN, Courier
from playground.delivery.events import verification
from playground.delivery.http import HttpTransport
from playground.delivery.log import Delivery
from playground.delivery.socket import SocketHub
from playground.delivery.transport import UndeliveredError
from playground.errors import PlaygroundError
from playground.faults import Faults
from playground.manifest import read_manifest
from playground.world import sessions
from playground.world.demo import APP_ID, APP_TOKEN, CLIENT_ID, CLIENT_SECRET, FIRST_TEAM, build_demo
from playground.world.nouns import Json, Team
from playground.world.snapshot import status_of
from playground.world.world import World

MANIFEST = Path(__file__).resolve().parents[1] / "manifest.yml"
SIGNING_SECRET = "playground-signing-secret"  # noqa: S105 - a made-up secret of a made-up Slack
RETRY_AFTER = (0.0, 60.0, 300.0)
_HOUSEKEEPING = 0.5
_MAX_UPLOAD = 256 * 1024**2

_OfWorld = Callable[[World, web.Request], Awaitable[web.Response]]
Routes = Callable[["Playground"], Iterable[web.AbstractRouteDef]]


class Playground:
    """A local Slack on loopback: `async with Playground(manifest=…) as slack:`.

    `port` 0 takes a free one. `routes` adds pages of its own (the browser page). Setting `events_url`
    sends everything to that address as signed HTTP; None waits for sockets. `retry_after` are the waits
    before each further attempt to deliver what was not acknowledged; `paced` lets the app post once a
    second and channel.
    """

    def __init__(
        self,
        manifest: Path = MANIFEST,
        *,
        port: int = 0,
        retry_after: Sequence[float] = RETRY_AFTER,
        routes: Routes | None = None,
        paced: bool = False,
    ) -> None:
        self.world = World(read_manifest(manifest), Clock())
        self.world.paces_posts = paced
        build_demo(self.world)
        self.faults = Faults(self.world)
        self.web_api = WebApi(self.world, self.faults)
        self.sockets = SocketHub(self.world, APP_ID)
        self.courier = Courier(self.world, self.faults, self.sockets, retry_after)
        self.app_token, self.signing_secret = APP_TOKEN, SIGNING_SECRET
        self.client_id, self.client_secret = CLIENT_ID, CLIENT_SECRET
        self._port = port
        self._routes = routes
        self._events_url: str | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_MAX_UPLOAD)
        app.add_routes(self._own_routes())
        if self._routes:
            app.add_routes(self._routes(self))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await self._listen()
        self._port = self._runner.addresses[0][1]
        self.world.url = f"http://127.0.0.1:{self._port}"
        self._session = ClientSession()
        self.faults.on_drop = self.sockets.drop
        self.faults.on_refresh = self.sockets.ask_to_reconnect
        self._housekeeping = asyncio.create_task(self._keep_house())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._housekeeping.cancel()
        self.world.feed.close()
        await self.courier.close()
        await self.sockets.close()
        await self._session.close()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The address of the workspace's page."""
        return self.world.url

    @property
    def api_url(self) -> str:
        """The base URL for Slack clients."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot's token in the first workspace."""
        return self.team(FIRST_TEAM).bot_token

    @property
    def events_url(self) -> str | None:
        """Where events and interactions are posted; None for Socket Mode."""
        return self._events_url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self._events_url = url
        http = url and HttpTransport(self._session, url, self.signing_secret, self.world.clock.now)
        self.courier.transport = http or self.sockets

    async def hears(self) -> bool:
        """Whether an app listens: a socket is open, or the events address answers Slack's challenge."""
        if self._events_url is None:
            return self.sockets.connections > 0
        challenge = self.world.mint("challenge-")
        try:
            answer = await self.courier.transport.send(verification(challenge), ACK_WITHIN)
        except UndeliveredError:
            return False
        return (answer or {}).get("challenge") == challenge

    def team(self, team: str) -> Team:
        """A workspace: "T_DEMO" or "T_OTHER"."""
        return self.world.teams[team]

    def person(self, user: str) -> Person:
        """Somebody to act as: U_ANA (an admin), U_BEN, U_CHI; in the other workspace U_ZOE."""
        return Person(self.world, self.courier, self.world.team_of(user), self.world.user(user))

    def messages(self, channel: str, thread: str | None = None) -> list[Json]:
        """The root messages of a channel, or a whole thread with its root; the newest last."""
        place = self.world.channel(channel)
        if thread:
            return copy.deepcopy(place.thread(thread))
        roots = (m for m in place.messages.values() if m.get("thread_ts", m["ts"]) == m["ts"])
        return copy.deepcopy(list(roots))

    def ephemerals(self, user: str) -> list[Json]:
        """What only this person sees, the newest last."""
        return copy.deepcopy(self.world.team_of(user).ephemerals.get(user, []))

    def view(self, user: str) -> Json | None:
        """The modal on top of somebody's screen."""
        team = self.world.team_of(user)
        stack = team.stacks.get(user)
        return copy.deepcopy(team.views[stack[-1]].body) if stack else None

    def home(self, user: str) -> Json | None:
        """Somebody's Home tab."""
        team = self.world.team_of(user)
        return copy.deepcopy(team.views[team.homes[user]].body) if user in team.homes else None

    def status(self, channel: str, thread: str) -> Json | None:
        """What the app says it is doing in a thread: `{status, loading_messages}`, None for nothing."""
        team = self.world.team_with(self.world.channel(channel))
        return status_of(team.statuses.get((channel, thread)), self.world.clock.now())

    def prompts(self, channel: str) -> Json | None:
        """The prompts offered in a conversation: `{title, prompts}`."""
        return self.world.team_with(self.world.channel(channel)).prompts.get(channel)

    def calls(self, method: str | None = None) -> list[Call]:
        """The Web API calls so far, of one method or all."""
        return [call for call in self.web_api.calls if method in (None, call.method)]

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to tell the app something."""
        return self.courier.deliveries

    async def deliver_again(self, event_id: str) -> None:
        """Deliver an event once more."""
        await self.courier.again(event_id)

    async def until(self, condition: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait for something to become true. Raises PlaygroundError with an account of what there is."""
        end = asyncio.get_running_loop().time() + seconds
        while not condition():
            if asyncio.get_running_loop().time() >= end:
                raise PlaygroundError(account(self, seconds))
            await asyncio.sleep(0.005)

    async def _listen(self) -> None:
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            reason = os.strerror(error.errno or 0).lower()  # asyncio's own is a paragraph
            raise PlaygroundError(f"Port {self._port} can't be used: {reason}.") from error

    async def _keep_house(self) -> None:
        """Take away what has stood too long."""
        while True:
            await asyncio.sleep(_HOUSEKEEPING)
            sessions.fade(self.world)

    def _own_routes(self) -> list[web.AbstractRouteDef]:
        def of_world(handler: _OfWorld) -> Callable[[web.Request], Awaitable[web.Response]]:
            async def handle(request: web.Request) -> web.Response:
                return await handler(self.world, request)

            return handle

        return [
            web.route("*", "/api/{method}", self.web_api.handle),
            web.get("/link/", self.sockets.handle),
            web.post("/response/{response}", of_world(responses.handle)),
            web.get("/oauth/v2/authorize", of_world(oauth.authorize)),
            web.post("/upload/{file}", of_world(downloads.receive)),
            web.get("/files-pri/{file}/{name}", of_world(downloads.give)),
            web.get("/files-pri/{file}/download/{name}", of_world(downloads.give)),
            web.get("/signin", downloads.sign_in),
        ]


def account(slack: Playground, seconds: float) -> str:
    """What happened so far, for whoever waited in vain."""
    lines = [f"It did not happen within {seconds:g} s. So far:"]
    for delivery in slack.deliveries:
        done = f"acknowledged after {delivery.ack_seconds:.3f} s" if delivery.acked_at else delivery.failure
        lines.append(
            f"  told the app: {delivery.kind} (attempt {delivery.attempt}): {done or 'no answer yet'}"
        )
    for call in slack.calls():
        answer = "ok" if call.answer.get("ok") else call.answer.get("error", "no answer yet")
        lines.append(f"  it called: {call.method} → {answer}")
    return "\n".join(lines)

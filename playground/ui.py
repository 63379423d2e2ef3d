"""The browser page's side of the server: the page itself, what a person sees, and what they do."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from aiohttp import web

from playground.errors import PlaygroundError
from playground.shortcodes import shortcodes
from playground.ui_acts import act, uploaded
from playground.world.demo import open_dm
from playground.world.nouns import Json

if TYPE_CHECKING:
    from playground.server import Playground

_PAGE = Path(__file__).parent / "page"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# Only these are shown in the page; whatever else was uploaded is saved, never opened as a page of ours.
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LOOK_EVERY = 0.5


def routes(slack: "Playground") -> list[web.AbstractRouteDef]:
    """The page's routes: `Playground(routes=ui.routes)`."""
    page = _Ui(slack)
    return [
        web.get("/", page.index),
        web.get("/page/{path:.+}", page.part),
        web.get("/ui/state", page.state),
        web.get("/ui/live", page.live),
        web.post("/ui/act", page.act),
        web.get("/ui/files/{file}", page.file),
        web.get("/ui/emoji.json", page.emoji),
        web.get("/archives/{channel}/{message}", page.permalink),
    ]


class _Ui:
    def __init__(self, slack: "Playground") -> None:
        self._slack = slack

    async def index(self, _: web.Request) -> web.StreamResponse:
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
        return web.FileResponse(_PAGE / "index.html", headers=headers)

    async def part(self, request: web.Request) -> web.StreamResponse:
        path = (_PAGE / request.match_info["path"]).resolve()
        if not path.is_relative_to(_PAGE) or not path.is_file() or path.suffix not in _TYPES:
            raise web.HTTPNotFound
        # Asked for anew each time, so that a page never mixes the modules of two versions.
        headers = {"Content-Type": _TYPES[path.suffix], "Cache-Control": "no-cache"}
        return web.FileResponse(path, headers=headers)

    async def state(self, request: web.Request) -> web.Response:
        user = self._user(request.query.get("as"))
        team = self._slack.world.team_of(user)
        open_dm(self._slack.world, team, user)
        seen = self._slack.world.snapshot(user)
        seen["app"] |= self._app(user)
        return web.json_response(seen, headers={"Cache-Control": "no-store"})

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        _refuse_strangers(request)
        user = self._user(request.query.get("as"))
        socket = web.WebSocketResponse(heartbeat=20.0)
        await socket.prepare(request)
        watch = self._slack.world.changes(user)

        async def tell_changes() -> None:
            async for change in watch:
                await socket.send_json(change)
            await socket.close()

        async def tell_of_app() -> None:
            told: Json = {}
            while True:
                if told != (now := self._app(user)):
                    await socket.send_json({"type": "app", "app": (told := now)})
                await asyncio.sleep(_LOOK_EVERY)

        tellers = [asyncio.create_task(tell_changes()), asyncio.create_task(tell_of_app())]
        try:
            async for _ in socket:
                """The page only listens; this ends when it leaves."""
        finally:
            watch.close()
            for teller in tellers:
                teller.cancel()
            await asyncio.gather(*tellers, return_exceptions=True)
        return socket

    async def act(self, request: web.Request) -> web.Response:
        _refuse_strangers(request)
        is_form = request.content_type.startswith("multipart/")
        said = await uploaded(request) if is_form else await request.json()
        try:
            person = self._slack.person(self._user(said.get("as")))
            answer = {"ok": True, **await act(self._slack.world, person, said)}
        except PlaygroundError as error:
            answer = {"ok": False, "error": str(error)}
        return web.json_response(answer)

    async def file(self, request: web.Request) -> web.Response:
        team = self._slack.world.team_of(self._user(request.query.get("as")))
        file = team.files.get(request.match_info["file"])
        if file is None or file.content is None:
            raise web.HTTPNotFound
        kind = file.about["mimetype"]
        shown = kind if kind in _PICTURES else "application/octet-stream"
        saved = "inline" if kind in _PICTURES else f"attachment; filename*=UTF-8''{quote(file.about['name'])}"
        headers = {"Content-Disposition": saved, "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.content, content_type=shown, headers=headers)

    async def emoji(self, _: web.Request) -> web.Response:
        return web.json_response(shortcodes(), headers={"Cache-Control": "max-age=3600"})

    async def permalink(self, request: web.Request) -> web.Response:
        """A message's own address leads to the page with its thread open."""
        digits = request.match_info["message"].removeprefix("p")
        thread = request.query.get("thread_ts", f"{digits[:-6]}.{digits[-6:]}")
        raise web.HTTPFound(f"/#/{quote(request.match_info['channel'])}/{quote(thread)}")

    def _user(self, said: str | None) -> str:
        """Who looks: the one named, else the first person of the first workspace."""
        if said and any(said in team.people for team in self._slack.world.teams.values()):
            return said
        first = next(iter(self._slack.world.teams.values()))
        return next(user.id for user in first.people.values() if not user.is_bot)

    def _app(self, user: str) -> Json:
        """How the app is doing in somebody's workspace. Over HTTP nobody knows whether it is there."""
        installed = self._slack.world.team_of(user).installation.token is not None
        connected = self._slack.events_url is not None or self._slack.sockets.connections > 0
        can_stop = "agent_session_stopped" in self._slack.world.manifest.bot_events
        return {"installed": installed, "connected": connected, "can_stop": can_stop}


def _refuse_strangers(request: web.Request) -> None:
    """Pages of other sites that happen to be open in the same browser may not act here."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="This is for the workspace's own page.")

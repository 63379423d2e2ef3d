"""Socket Mode: the app's WebSockets, the envelopes that are on their way, and what came back."""

import asyncio
import json
from contextlib import suppress
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from playground.delivery.transport import EVENTS, Parcel, UndeliveredError
from playground.world.nouns import Json
from playground.world.world import World

MAX_SOCKETS = 10


class _Link:
    """One socket and the envelopes the app has not acknowledged on it."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.waiting: dict[str, asyncio.Future[Json | None]] = {}

    def lost(self) -> None:
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(UndeliveredError("connection_failed"))


class SocketHub:
    """All sockets of the app; envelopes go to them in turn."""

    def __init__(self, world: World, app_id: str) -> None:
        self._world = world
        self._app_id = app_id
        self._links: list[_Link] = []
        self._numbers = count(1)
        self._saying: set[asyncio.Task[None]] = set()

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        return len(self._links)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket until it closes. The ticket is good once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._world.passes.tickets:
            raise web.HTTPForbidden(text="unknown or used ticket")
        self._world.passes.tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._links) >= MAX_SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        link = _Link(socket)
        self._links.append(link)
        try:
            await socket.send_json(self._hello())
            await self._listen(link)
        finally:
            self._leave(link)
        return socket

    async def send(self, parcel: Parcel, within: float) -> Json | None:
        """Send an envelope and wait for its acknowledgement. Raises UndeliveredError."""
        if not self._links:
            raise UndeliveredError("connection_failed")
        link = self._links[next(self._numbers) % len(self._links)]
        envelope = self._world.mint("envelope-")
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        link.waiting[envelope] = future
        try:
            await link.socket.send_json(_envelope(envelope, parcel))
            return await asyncio.wait_for(future, within)
        except TimeoutError:
            raise UndeliveredError("timeout") from None
        except ConnectionError:
            raise UndeliveredError("connection_failed") from None
        finally:
            link.waiting.pop(envelope, None)

    def drop(self) -> None:
        """Cut every socket without a closing word."""
        for link in tuple(self._links):
            if transport := link.socket._req and link.socket._req.transport:  # noqa: SLF001 - no other way to be rude
                transport.abort()
            self._leave(link)

    def ask_to_reconnect(self) -> None:
        """Ask every client to connect anew; until it has, the old socket works."""
        for link in self._links:
            self._say(link, {"type": "disconnect", "reason": "refresh_requested", "debug_info": _DEBUG})

    async def close(self) -> None:
        """Close every socket properly."""
        for link in tuple(self._links):
            self._leave(link)
            await link.socket.close()

    def _say(self, link: _Link, frame: Json) -> None:
        async def say() -> None:
            with suppress(ConnectionError):
                await link.socket.send_json(frame)

        task = asyncio.create_task(say())
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def _listen(self, link: _Link) -> None:
        async for frame in link.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            answer = _parsed(frame.data)
            future = link.waiting.get(str(answer.get("envelope_id")))
            if future is not None and not future.done():
                future.set_result(answer.get("payload") or None)

    def _leave(self, link: _Link) -> None:
        if link in self._links:
            self._links.remove(link)
        link.lost()

    def _hello(self) -> Json:
        info = {"app_id": self._app_id}
        return {
            "type": "hello",
            "num_connections": len(self._links),
            "connection_info": info,
            "debug_info": _DEBUG,
        }


_DEBUG = {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}


def _envelope(envelope: str, parcel: Parcel) -> Json:
    head: Json = {"envelope_id": envelope, "type": parcel.kind, "payload": parcel.payload}
    head["accepts_response_payload"] = parcel.kind != EVENTS
    if parcel.kind == EVENTS:
        head |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return head


def _parsed(text: str) -> dict[str, Any]:
    """An acknowledgement; clients also send words that are no JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

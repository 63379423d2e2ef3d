"""An OpenAI-compatible model server on localhost, whose every answer is decided by a behaviour."""

import asyncio
import hashlib
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from evals.model_server.asked import BadRequestError, Call, read_chat, read_responses
from evals.model_server.billing import Billing
from evals.model_server.house_rules import HouseRules
from evals.model_server.replies import Behaviour, Reply, Usage, fail
from evals.model_server.sending import send

_LARGEST = 8 * 1024 * 1024
_GRACE = 0.1


@dataclass(frozen=True)
class Entry:
    """One line of the journal: what was asked, what was answered, and the seconds between the two."""

    call: Call
    reply: Reply
    usage: Usage
    took: float

    @property
    def line(self) -> dict[str, Any]:
        """The entry without the texts; the same request has the same `asked`."""
        body = json.dumps(self.call.body, sort_keys=True).encode()
        return {
            "api": self.call.api,
            "model": self.call.model,
            "form": self.call.schema_name or self.call.mode,
            "asked": hashlib.blake2b(body, digest_size=8).hexdigest(),
            "status": self.reply.status,
            "seconds": round(self.took, 3),
            **asdict(self.usage),
        }


class ModelServer:
    """`async with ModelServer(behaviour) as server:` answers on `server.url` until the block ends.

    `behaviour` answers every call, unless `then` has put others before it. `latency` seconds pass
    between a request and its answer, thinking included; `POST /latency` changes them. Tasks that it
    `holds` wait until they are let go. `rules` are what the server can do.
    `journal` has every call that was understood (`GET /journal` tells it without the texts),
    `most_at_once` how many were open together.
    """

    def __init__(
        self,
        behaviour: Behaviour,
        *,
        latency: float = 0.0,
        host: str = "127.0.0.1",
        port: int = 0,
        rules: HouseRules | None = None,
    ) -> None:
        self.behaviour, self.latency, self.host, self.port = behaviour, latency, host, port
        self.rules = rules or HouseRules()
        self.journal: list[Entry] = []
        self.most_at_once = 0
        self._next: deque[Behaviour] = deque()
        self._held: dict[str, asyncio.Event] = {}
        self._waiting = 0
        self._billing = Billing(reasoning=self.rules.reasoning)
        self._number = self._open = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The base URL that a client needs."""
        return f"http://{self.host}:{self.port}/v1"

    @property
    def calls(self) -> list[Call]:
        """What was asked so far."""
        return [entry.call for entry in self.journal]

    def then(self, *behaviours: Behaviour) -> Self:
        """The next calls are answered by these, one each."""
        self._next.extend(behaviours)
        return self

    def holds(self, *tasks: str) -> Self:
        """From now on these tasks (by the names of their forms) are answered when they are let go."""
        self._held |= {task: asyncio.Event() for task in tasks}
        return self

    @property
    def held(self) -> int:
        """How many calls wait to be let go."""
        return self._waiting

    def let_go(self) -> None:
        """Answer everything that is held, and hold nothing any more."""
        held, self._held = self._held, {}
        for waiting in held.values():
            waiting.set()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post("/v1/chat/completions", self._answering(read_chat))
        if self.rules.has_responses:
            app.router.add_post("/v1/responses", self._answering(read_responses))
        app.router.add_get("/v1/models", self._models)
        app.router.add_get("/journal", self._told)
        app.router.add_post("/latency", self._set_latency)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_GRACE)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()

    def _answering(
        self, read: Callable[[Mapping[str, Any]], Call]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
            try:
                return await self._answer(request, read)
            finally:
                self._open -= 1

        return answer

    async def _answer(
        self, request: web.Request, read: Callable[[Mapping[str, Any]], Call]
    ) -> web.StreamResponse:
        began = asyncio.get_running_loop().time()
        self._number += 1
        number = self._number
        if self.rules.key and request.headers.get("Authorization") != f"Bearer {self.rules.key}":
            return _refused(fail(401, "Incorrect API key provided.", code="invalid_api_key"))
        try:
            call = read(json.loads(await request.read()))
        except json.JSONDecodeError:
            return _refused(fail(400, "We could not parse the JSON body of your request."))
        except BadRequestError as error:
            return _refused(fail(400, error.message, param=error.param, code=error.code))
        if held := self._held.get(call.schema_name):
            await self._wait_for(held)
        reply = self.rules.refusal(call) or self._decide()(call)
        usage = self._billing.usage(call, reply)
        wait = began + self.latency + reply.delay - asyncio.get_running_loop().time()
        self.journal.append(Entry(call, reply, usage, max(self.latency + reply.delay, -wait)))
        await asyncio.sleep(wait)
        return await send(request, call, reply, usage=usage, number=number)

    async def _wait_for(self, held: asyncio.Event) -> None:
        self._waiting += 1
        try:
            await held.wait()
        finally:
            self._waiting -= 1

    def _decide(self) -> Behaviour:
        return self._next.popleft() if self._next else self.behaviour

    async def _models(self, _: web.Request) -> web.Response:
        models = [{"id": "local", "object": "model", "created": 0, "owned_by": "crmagent"}]
        return web.json_response({"object": "list", "data": models})

    async def _told(self, _: web.Request) -> web.Response:
        return web.json_response([entry.line for entry in self.journal])

    async def _set_latency(self, request: web.Request) -> web.Response:
        self.latency = float(await request.text())
        return web.Response(text=f"{self.latency}\n")


def _refused(reply: Reply) -> web.Response:
    return web.json_response({"error": dict(reply.error)}, status=reply.status)

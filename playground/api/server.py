"""Calls of the Web API as they come over HTTP: token, scopes, faults, answer, log."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.api.ask import Ask
from playground.api.body import arguments, token_of
from playground.api.errors import SlackError
from playground.api.methods import METHODS, OF_THE_APP, Method
from playground.faults import Faults
from playground.world.nouns import Json, Token
from playground.world.world import World

_PREFIXES = ("xoxb-", "xapp-", "xoxp-", "xwfp-")


@dataclass
class Call:
    """One call as it arrived, and what it was answered."""

    method: str
    args: Json
    token: str
    at: float
    status: int = 0
    answer: dict[str, Any] = field(default_factory=dict)


class WebApi:
    """Answers calls and keeps them in `calls`, oldest first."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.calls: list[Call] = []
        self._world = world
        self._faults = faults

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call."""
        call = Call(request.match_info["method"], {}, "", self._world.clock.now())
        self.calls.append(call)
        try:
            call.args = await arguments(request)
            call.token = token_of(request, call.args)
            call.answer = {"ok": True, **await self._run(call, request.headers.get("Authorization", ""))}
            call.status, headers = 200, {}
        except SlackError as error:
            call.answer, call.status, headers = dict(error.body), error.status, dict(error.headers)
        return web.json_response(call.answer, status=call.status, headers=headers)

    async def _run(self, call: Call, authorization: str) -> Json:
        await self._faults.wait(call.method)
        self._faults.hit(call.method, after=False)
        answer = self._answer(call, authorization)
        self._faults.hit(call.method, after=True)
        return answer

    def _answer(self, call: Call, authorization: str) -> Json:
        if of_the_app := OF_THE_APP.get(call.method):
            return of_the_app(self._world, call.args, authorization)
        method = METHODS.get(call.method)
        if method is None:
            raise SlackError("unknown_method", req_method=call.method)
        ask = Ask(self._world, self._token(call.token, method), call.args)
        ask.scope(*method.scopes)
        return method.run(ask)

    def _token(self, value: str, method: Method) -> Token:
        if not value:
            raise SlackError("not_authed")
        token = self._world.tokens.get(value)
        if token is None or not value.startswith(_PREFIXES):
            raise SlackError("invalid_auth")
        if token.state != "active":
            raise SlackError("token_revoked" if token.state == "revoked" else "account_inactive")
        if token.kind not in method.tokens:
            raise SlackError("not_allowed_token_type")
        return token

"""The one way in to the tools: who may, how often, how long; what went wrong becomes words; all is noted.

The library wraps whatever a tool raises, so that nothing broad has to be caught here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp.types import CallToolResult, TextContent

from handlers.copilot.audit import Call
from handlers.copilot.caller import Caller, Scope
from handlers.copilot.desk import CopilotDesk, require
from handlers.copilot.errors import NobodyError, NotKeptError, TooManyCallsError
from handlers.copilot.wording import Worded, worded
from handlers.errors import RequestError
from store.rows.copilots import CallEnding

_PATIENCE = 50  # seconds; Slackbot gives up after 60


Do = Callable[[], Awaitable[Any]]


class Boundary:
    """Stands before every tool and resource."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    async def call(
        self, context: ServerRequestContext[Any, Any], tool: str, scope: Scope, do: Do
    ) -> CallToolResult:
        """The tool's result, or one that says in words why there is none."""
        result, trouble = await self._tried(context, tool, scope, do)
        if trouble is None:
            return result  # type: ignore[no-any-return] # the library converts what tools return
        return CallToolResult(content=[TextContent(type="text", text=trouble.sentence)], is_error=True)

    async def read(self, context: ServerRequestContext[Any, Any], what: str, do: Do) -> Any:  # noqa: ANN401
        """What a resource holds. Raises `ResourceError` in words."""
        result, trouble = await self._tried(context, what, "read", do)
        if trouble is not None:
            raise (ResourceError if trouble.reference else ResourceNotFoundError)(trouble.sentence)
        return result

    async def _tried(
        self, context: ServerRequestContext[Any, Any], tool: str, scope: Scope, do: Do
    ) -> tuple[Any, Worded | None]:
        """What came of it: a result, or why there is none."""
        started, trouble, result = perf_counter(), None, None
        caller = self._caller(context)
        try:
            async with self._desk.audit.call(_call(caller, tool)) as entry:
                if scope != "read":
                    await entry.kept()  # nothing is changed that was not written down
                try:
                    result = await self._done(caller, scope, do)
                except (RequestError, ToolError, ResourceError, TimeoutError) as error:
                    trouble = worded(error, tool)
                entry.ending = _ending(trouble, _usage(result), perf_counter() - started)
        except NotKeptError as error:
            trouble = worded(error.why, tool)
        return result, trouble

    def _caller(self, context: ServerRequestContext[Any, Any]) -> Caller | None:
        try:
            return self._desk.caller(context)
        except NobodyError:
            return None

    async def _done(self, caller: Caller | None, scope: Scope, do: Do) -> Any:  # noqa: ANN401 - as the library
        if caller is None:
            raise NobodyError
        if wait := self._desk.limiter.wait(caller.via, caller.who):
            raise TooManyCallsError(wait)
        require(caller, scope)
        async with asyncio.timeout(_PATIENCE):
            return await do()


def _call(caller: Caller | None, tool: str) -> Call:
    return Call(
        who=caller.who if caller else "",
        via=caller.via if caller else "",
        team=caller.team if caller else "",
        merchant_id=caller.merchant_id if caller else None,
        tool=tool,
    )


def _ending(trouble: Worded | None, usage: Mapping[str, Any], seconds: float) -> CallEnding:
    """“ok” or the kind of failure, the words of what nobody foresaw, and what a model was paid in USD."""
    return CallEnding(
        outcome=trouble.kind if trouble else "ok",
        detail=trouble.sentence if trouble and trouble.reference else "",
        elapsed_ms=round(seconds * 1000, 2),
        model_calls=usage.get("calls", 0),
        cost=usage.get("cost", 0.0),
    )


def _usage(result: Any) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a tool or resource gave
    content = result.structured_content if isinstance(result, CallToolResult) else None
    return (content or {}).get("usage") or {}

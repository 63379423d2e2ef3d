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

from agents.types import Value
from handlers.copilot.caller import Caller, Scope
from handlers.copilot.desk import CopilotDesk, require
from handlers.copilot.errors import TooManyCallsError
from handlers.copilot.wording import Worded, worded
from handlers.errors import RequestError

_PATIENCE = 50  # seconds; Slackbot gives up after 60


class Call(Value):
    """One call as the audit keeps it: who did what for which shop, how it ended, what it cost.

    `outcome` is "ok" or the kind of failure, `detail` its words. `model_calls` and `cost` (in USD, None
    when a price is not known) are what a model was paid.
    """

    who: str
    via: str
    team: str
    merchant_id: str | None
    tool: str
    outcome: str
    detail: str = ""
    elapsed_ms: float
    model_calls: int = 0
    cost: float | None = 0.0


Note = Callable[[Call], Awaitable[None]]
Do = Callable[[], Awaitable[Any]]


class Boundary:
    """Stands before every tool and resource. `note` keeps what happened."""

    def __init__(self, desk: CopilotDesk, note: Note) -> None:
        self._desk, self._note = desk, note

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
        started, caller, trouble, result = perf_counter(), None, None, None
        try:
            caller = self._desk.caller(context)
            result = await self._done(caller, scope, do)
        except (RequestError, ToolError, ResourceError, TimeoutError) as error:
            trouble = worded(error, tool)
        await self._note(_noted(caller, tool, trouble, _usage(result), perf_counter() - started))
        return result, trouble

    async def _done(self, caller: Caller, scope: Scope, do: Do) -> Any:  # noqa: ANN401 - as the library
        if wait := self._desk.limiter.wait(caller.via, caller.who):
            raise TooManyCallsError(wait)
        require(caller, scope)
        async with asyncio.timeout(_PATIENCE):
            return await do()


def _noted(
    caller: Caller | None, tool: str, trouble: Worded | None, usage: Mapping[str, Any], seconds: float
) -> Call:
    return Call(
        who=caller.who if caller else "",
        via=caller.via if caller else "",
        team=caller.team if caller else "",
        merchant_id=caller.merchant_id if caller else None,
        tool=tool,
        outcome=trouble.kind if trouble else "ok",
        detail=trouble.sentence if trouble and trouble.reference else "",
        elapsed_ms=round(seconds * 1000, 2),
        model_calls=usage.get("calls", 0),
        cost=usage.get("cost", 0.0),
    )


def _usage(result: Any) -> Mapping[str, Any]:  # noqa: ANN401 - whatever a tool or resource gave
    content = result.structured_content if isinstance(result, CallToolResult) else None
    return (content or {}).get("usage") or {}

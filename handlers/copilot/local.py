"""The server for a client on this machine, over standard input and output."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext

from handlers.copilot.server import CopilotServer


async def serve_locally(server: CopilotServer, warm: Callable[[], Awaitable[None]]) -> None:
    """Answer until standard input ends. Standard output is the protocol's alone.

    `warm` is begun once the client has been greeted, so that it does not wait for that.
    """
    warming: list[asyncio.Future[None]] = []

    async def greeting_first(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        result = await call_next(ctx)
        if not warming:
            warming.append(asyncio.ensure_future(warm()))
        return result

    server.middleware.append(greeting_first)
    try:
        await server.run_stdio_async()
    finally:
        await server.settled()
        for unfinished in warming:
            unfinished.cancel()

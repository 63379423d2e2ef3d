"""The server for a client on this machine, over standard input and output."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext

from handlers.copilot.server import CopilotServer

_FINISH = 0.2  # seconds in which calls under way are broken off


async def serve_locally(server: CopilotServer, warm: Callable[[], Awaitable[None]]) -> None:
    """Answer until standard input ends, or SIGTERM or Ctrl-C. Standard output is the protocol's alone.

    `warm` is begun once the client has been greeted, so that it does not wait for that. At the end of a
    signal somebody may still wait for standard input, in a thread: end the process then.
    """
    warming: list[asyncio.Future[None]] = []

    async def greeting_first(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        result = await call_next(ctx)
        if not warming:
            warming.append(asyncio.ensure_future(warm()))
        return result

    server.middleware.append(greeting_first)
    try:
        await _serve(server)
    finally:
        for unfinished in warming:
            unfinished.cancel()
        await server.settled()


async def _serve(server: CopilotServer) -> None:
    with _told_to_stop() as told:
        serving, stop = asyncio.ensure_future(server.run_stdio_async()), asyncio.ensure_future(told.wait())
        try:
            await asyncio.wait({serving, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            serving.cancel()
            stop.cancel()
            await asyncio.wait({serving}, timeout=_FINISH)
    if serving.done() and not serving.cancelled():
        serving.result()


@contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """Set once the process is told to end, where a loop can hear that."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    kinds = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGINT)
    for kind in kinds:
        loop.add_signal_handler(kind, stop.set)
    try:
        yield stop
    finally:
        for kind in kinds:
            loop.remove_signal_handler(kind)

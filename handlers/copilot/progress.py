"""How far long work has come, told to clients that asked to be told."""

import asyncio

from mcp.server.mcpserver import Context

from agents.first_version import FirstVersion

_STEPS = 3


class Progress:
    """Word on one call. Where nobody asked for it, or the answer is one piece of JSON, nothing is sent."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._telling: list[asyncio.Task[None]] = []

    async def tell(self, step: int, said: str) -> None:
        """The work is at this step of three."""
        await self._context.report_progress(step, _STEPS, said)

    def first_version(self, _first: FirstVersion) -> None:
        """There is a version already; what it is worth is still worked out."""
        told = self.tell(2, "There is a first version; weighing it against the draft…")
        self._telling.append(asyncio.create_task(told))

    async def done(self) -> None:
        """The work is done, and whatever was being told is told."""
        await asyncio.gather(*self._telling)
        await self.tell(_STEPS, "Done.")

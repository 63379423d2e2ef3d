"""Two engines as one: when the first gives no usable answer, the second does, and it is told."""

import logging

from agents.engines.base import Engine, EngineError, In, Out, Task

log = logging.getLogger(__name__)


class FallbackEngine:
    """Runs a task on `first`; on `EngineError` on `second`. `name` tells who answered."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first, self._second = first, second
        self.name = first.name

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The first engine's output, else the second's. Raises only what the second raises."""
        try:
            return await self._first.run(task, inputs)
        except EngineError as error:
            log.warning("falling back", extra={"task": task.name, "reason": error.reason})
            return await self._second.run(task, inputs)

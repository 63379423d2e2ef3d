"""Two engines as one: when the first gives nothing usable, the second answers, and that is told."""

from agents.engines.base import Engine, EngineError, In, Out, Task
from agents.journal import current_journal


class FallbackEngine:
    """Asks `first`, and `second` when that fails. Named after the first, which does the work as a rule."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first, self._second = first, second

    @property
    def name(self) -> str:
        """The first engine's."""
        return self._first.name

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The output of the first that has one, told in the journal. Raises the second's `EngineError`."""
        try:
            return await self._first.run(task, inputs)
        except EngineError as error:
            journal = current_journal()
            output = await self._second.run(task, inputs)
            if journal:
                journal.note_trouble(task.name, error.trouble)
                journal.note_done(task.name, self._second.name)
            return output

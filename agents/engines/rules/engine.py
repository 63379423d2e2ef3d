"""The built-in engine: every task answered by a rule, at once and the same every time."""

from collections.abc import Callable
from functools import partial
from typing import Any

from agents.engines.base import EngineError, In, Out, Task
from agents.engines.rules.compare import compare
from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.explain import explain
from agents.engines.rules.rewrite import rewrite
from agents.engines.rules.score import score
from agents.engines.rules.summarise import summarise
from agents.engines.rules.understand import understand
from agents.engines.tasks import COMPARE, DIAGNOSE, EXPLAIN, REWRITE, SCORE, SUMMARISE, UNDERSTAND
from agents.turns import Turns
from agents.types import Draft, Value


class RulesEngine:
    """Runs each task's rule, one a turn of the loop. Needs no key, no network and no warm-up."""

    name = "rules"

    def __init__(self, rules: dict[str, Callable[[Any], Any]], turns: Turns | None = None) -> None:
        self._rules, self._turns = rules, turns or Turns()

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The rule's output. Raises `EngineError` if a rule is missing for the task."""
        rule = self._rules.get(task.name)
        if rule is None:
            raise EngineError(self.name, task.name, "there is no rule for it")
        return task.output.model_validate(await self._turns.do(partial(rule, inputs), size=_length(inputs)))


def _length(inputs: Value) -> int:
    """How long the text is that a task is about, in characters."""
    about = next(
        (getattr(inputs, name) for name in ("draft", "message", "a") if hasattr(inputs, name)), inputs
    )
    return len(about.message.text if isinstance(about, Draft) else getattr(about, "text", ""))


def built_in_engine(turns: Turns | None = None) -> RulesEngine:
    """The engine with every rule we have; `turns` if others share the loop's with it."""
    return RulesEngine(
        {
            DIAGNOSE.name: diagnose,
            SUMMARISE.name: summarise,
            REWRITE.name: rewrite,
            EXPLAIN.name: explain,
            SCORE.name: score,
            COMPARE.name: compare,
            UNDERSTAND.name: understand,
        },
        turns,
    )

"""Pipelines to test with: the real one, and ones whose model misbehaves."""

from collections.abc import Callable

from agents.choose import Chooser
from agents.content import ContentAgent
from agents.engines.base import Engine, EngineError, In, Out, Task
from agents.engines.rules.engine import built_in_engine
from agents.engines.tasks import REWRITE, Candidates
from agents.evaluate import EvaluateAgent
from agents.history import History, NoHistory
from agents.pipeline import Pipeline
from agents.template import TemplateAgent
from agents.types import Variant


class Liar:
    """An engine whose rewrites are whatever a test says, and that is the rules in everything else."""

    name = "llm:liar"

    def __init__(self, lie: Callable[[object], tuple[Variant, ...]]) -> None:
        self._lie, self._rules = lie, built_in_engine()
        self.asked: list[object] = []

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Lies about rewrites."""
        if task.name != REWRITE.name:
            return await self._rules.run(task, inputs)
        self.asked.append(inputs)
        return task.output.model_validate(Candidates(candidates=self._lie(inputs)))


class Broken:
    """An engine that never answers."""

    name = "llm:broken"

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Fails."""
        raise EngineError(self.name, task.name, f"no answer to {type(inputs).__name__}")


def pipeline(writer: Engine | None = None, *, history: History | None = None) -> Pipeline:
    """The pipeline on the rules, with another writer before them if one is given."""
    rules = built_in_engine()
    judge = EvaluateAgent(rules)
    writers = [(e.name, TemplateAgent(e)) for e in (writer, rules) if e is not None]
    return Pipeline(
        content=ContentAgent(engine=rules),
        history=history or NoHistory(),
        template=TemplateAgent(rules),
        evaluate=judge,
        chooser=Chooser(tuple(writers), judge),
        engine="rules",
        writes=frozenset({"en"}),
    )

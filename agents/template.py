"""TemplateAgent: writes the rewrite, its variants and the way there."""

from agents.engines.base import Engine
from agents.engines.tasks import EXPLAIN, REWRITE, ExplainInput, RewriteInput
from agents.types import GuidanceStep, Variant


class TemplateAgent:
    """Writes from draft, diagnosis, contrast and exemplars, or from the rules alone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def write(self, brief: RewriteInput) -> tuple[Variant, ...]:
        """Candidates with different intents, the writer's favourite first."""
        return (await self._engine.run(REWRITE, brief)).candidates

    async def explain(self, change: ExplainInput) -> tuple[GuidanceStep, ...]:
        """Ordered steps from the draft to its rewrite."""
        return (await self._engine.run(EXPLAIN, change)).steps

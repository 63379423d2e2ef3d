"""What drafts are put on to be measured: a pipeline as a run wants it, and its judges."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents.assume import fill_in
from agents.evaluate import EvaluateAgent
from agents.evaluation.assess import Assessor, Sample
from agents.evaluation.forced import ForcedPath
from agents.evaluation.runs import RunSpec
from agents.history import History, NoHistory
from agents.hygiene import clean
from agents.pipeline import Pipeline
from bot.app import open_brain, open_retrieval
from bot.cli.errors import UsageError
from bot.cli.identity import key_of
from bot.cli.run_settings import dependencies, settings_of
from bot.cli.samples import Chosen
from bot.settings import Settings

if TYPE_CHECKING:
    from handlers.brain import Brain

_AT_ONCE = 8
_REPEATS = 2
"""How often a judge that may waver is asked unless somebody says otherwise."""


@dataclass
class Bench:
    """An `assessor` for one run; `brain` has the history there is, whether or not the run looks at it.

    `engine` and `judge` name who answers and who judges, `repeats` says how often the judge is asked,
    `depends_on` what every answer depends on beside its draft.
    """

    assessor: Assessor
    brain: "Brain"
    engine: str
    judge: str
    repeats: int
    depends_on: dict[str, Any]
    models: dict[str, str] = field(default_factory=dict)
    _versions: dict[str, str] = field(default_factory=dict)

    @property
    def at_once(self) -> int:
        """How many drafts at once make sense: waiting for a model is no work, the rules are nothing else."""
        return 1 if self.engine == self.judge == "rules" else _AT_ONCE

    async def warm(self) -> None:
        """Do what is slow the first time, so that no draft's time has it in it."""
        await self.brain.warm()

    async def sample(self, chosen: Chosen) -> Sample:
        """A draft with the key under which its record is kept."""
        audience = fill_in(clean(chosen.draft).draft).draft.audience or "potential_new_customers"
        known = self.depends_on | {"today": chosen.today, "history": await self._version(audience)}
        key = key_of(chosen.draft, known)
        return Sample(key, chosen.draft, chosen.today, chosen.label, chosen.simulated)

    async def _version(self, audience: str) -> str:
        """What changes with the history of a segment; nothing does where none is looked at."""
        if self.brain.database is None or not self.depends_on["run"]["history"]:
            return ""
        from store.versions import segment_version  # noqa: PLC0415 - slow to load

        if audience not in self._versions:
            async with self.brain.database.session() as session:
                self._versions[audience] = await segment_version(session, audience=audience)
        return self._versions[audience]


@asynccontextmanager
async def open_bench(settings: Settings, spec: RunSpec, *, seed: int, calls: Path) -> AsyncIterator[Bench]:
    """The bench of a run, put away at the end; `calls` is where a model's answers are kept and taken from.

    Raises `UsageError` if the run asks for what is not there, `SettingsError` if the model can't be asked.
    """
    chosen = settings_of(settings, spec, calls)
    judging = chosen.model_copy(update={"engine": spec.judge or chosen.engine})
    repeats = 1 if judging.engine == "rules" else spec.repeats or _REPEATS
    async with AsyncExitStack() as stack:
        brain = await stack.enter_async_context(open_brain(chosen))
        history = await stack.enter_async_context(_open_history(chosen, spec, brain))
        judges = [await _judge(stack, judging, repetition) for repetition in range(repeats)]
        assessor = Assessor(
            pipeline=_remembering(brain.pipeline, history),
            judge=judges[0] if spec.judge else None,
            again=tuple(judges[1:]),
            seed=seed,
        )
        yield Bench(
            assessor=assessor,
            brain=brain,
            engine=brain.pipeline.engine,
            judge="rules" if judging.engine == "rules" else f"llm:{judging.models['evaluate']}",
            repeats=repeats,
            models=_models(chosen, judging),
            depends_on=dependencies(chosen, judging, spec, seed=seed, repeats=repeats),
        )


def _models(*settings: Settings) -> dict[str, str]:
    """The models that work here, by agent; nobody converses."""
    named = next((one.models for one in settings if one.engine == "llm"), {})
    return {agent: model for agent, model in named.items() if agent != "conversation"}


def _remembering(pipeline: Pipeline, history: History) -> Pipeline:
    """The pipeline with another past, in what it settles without a model as well."""
    settles = replace(pipeline.settles, history=history) if pipeline.settles else None
    return replace(pipeline, history=history, settles=settles)


@asynccontextmanager
async def _open_history(settings: Settings, spec: RunSpec, brain: "Brain") -> AsyncIterator[History]:
    """The past as the run may see it."""
    if not spec.history:
        yield NoHistory()
    elif spec.path is None:
        yield brain.pipeline.history
    elif brain.database is None:
        raise UsageError(f"“{spec.name}” needs a history for its path: “python -m bot seed” loads the demo.")
    else:
        async with open_retrieval(settings, brain.database) as retrieval:
            yield ForcedPath(spec.path, retrieval, brain.pipeline.content)


async def _judge(stack: AsyncExitStack, settings: Settings, repetition: int) -> EvaluateAgent:
    brain = await stack.enter_async_context(open_brain(settings, with_store=False, repetition=repetition))
    return brain.pipeline.evaluate

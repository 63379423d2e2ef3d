"""Who does the language work of each agent, as the settings have it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agents.choose import Writer
from agents.engines.base import Engine
from agents.engines.rules.engine import RulesEngine
from agents.template import TemplateAgent
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:  # a second that whoever asks no model need not wait for
    from agents.engines.model.budget import DailyBudget, Spending
    from agents.engines.model.engine import LLMEngine
    from agents.engines.model.types import ModelServer

WRITES = frozenset({"en", "ms", "id"})
"""Languages that the rules write."""
_KEYLESS = "none"  # the library wants one; servers that need none don't look
_FINALISTS = 2


@dataclass(frozen=True)
class Engines:
    """An engine for each agent, the writers in the order in which they are tried, and the `rules`.

    `finalists` is how many candidates are worth the judge's time.
    """

    rules: RulesEngine
    content: Engine
    template: Engine
    evaluate: Engine
    conversation: Engine
    writers: tuple[Writer, ...]
    finalists: int = 1
    model: str | None = None

    @property
    def name(self) -> str:
        """Who writes, first of all."""
        return self.writers[0].engine


def built_in(rules: RulesEngine) -> Engines:
    """The rules for everything."""
    return Engines(rules, rules, rules, rules, rules, (Writer(rules.name, TemplateAgent(rules), WRITES),))


@asynccontextmanager
async def open_engines(
    settings: Settings, rules: RulesEngine, *, spending: "Spending | None" = None, repetition: int = 0
) -> AsyncIterator[Engines]:
    """The engines, put away at the end. `spending` is where it is kept what each shop used in a day.

    `repetition` asks a model the same things once more, where it would be taken for the same request.
    Raises `SettingsError` if the model can't be asked.
    """
    if settings.engine == "rules":
        yield built_in(rules)
        return
    from agents.engines.model.budget import DailyBudget, Remembered  # noqa: PLC0415 - see above

    limits = {"tokens": settings.daily_tokens, "requests": settings.daily_requests}
    budget = DailyBudget(spending or Remembered(), **limits) if any(limits.values()) else None
    async with _open_server(settings) as server:
        yield _with_model(settings, rules, partial(_engine, settings, server, budget, repetition))
    if budget:
        await budget.settle()


@asynccontextmanager
async def _open_server(settings: Settings) -> "AsyncIterator[ModelServer]":
    from agents.engines.llm import OpenAIServer  # noqa: PLC0415 - see above
    from agents.engines.model.recalling import Recaller  # noqa: PLC0415
    from agents.engines.model.recording import Recorder, Replayer  # noqa: PLC0415

    if settings.replay and not settings.record:
        yield Replayer(settings.replay)
        return
    if settings.needs_key and not settings.openai_api_key:
        raise SettingsError("OPENAI_API_KEY", "OpenAI answers nobody without a key", missing=True)
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else _KEYLESS
    server = OpenAIServer(
        api_key=key,
        base_url=settings.openai_base_url,
        timeout=settings.model_timeout,
        concurrency=settings.model_concurrency,
        stream=settings.model_stream,
    )
    try:
        asked = Recorder(server, settings.record) if settings.record else server
        yield Recaller(Replayer(settings.replay), asked) if settings.replay else asked
    finally:
        await server.close()


def _engine(
    settings: Settings, server: "ModelServer", budget: "DailyBudget | None", repetition: int, agent: str
) -> "LLMEngine":
    from agents.engines.model.engine import LLMEngine  # noqa: PLC0415 - see above
    from agents.engines.model.jobs import JOBS  # noqa: PLC0415

    return LLMEngine(
        server,
        settings.models[agent],
        {name: replace(job, prompts=settings.prompts) for name, job in JOBS.items()},
        budget=budget,
        deadline=settings.model_deadline,
        effort=settings.model_effort,
        repetition=repetition,
    )


def _with_model(settings: Settings, rules: RulesEngine, engine_of: "Callable[[str], LLMEngine]") -> Engines:
    """The model for each agent, and behind it the rules; who writes is tried in turn instead."""
    from agents.engines.careful import CarefulEngine  # noqa: PLC0415 - see above
    from agents.engines.fallback import FallbackEngine  # noqa: PLC0415
    from agents.engines.sparing import SparingEngine  # noqa: PLC0415

    def asked(agent: str) -> FallbackEngine:
        return FallbackEngine(CarefulEngine(engine_of(agent), rules), rules)

    writing = CarefulEngine(engine_of("template"), rules)
    return Engines(
        rules=rules,
        content=SparingEngine(asked("content"), rules),
        template=FallbackEngine(writing, rules),
        evaluate=asked("evaluate"),
        conversation=SparingEngine(asked("conversation"), rules),
        writers=(
            Writer(writing.name, TemplateAgent(writing)),
            Writer(rules.name, TemplateAgent(rules), WRITES),
        ),
        finalists=_FINALISTS,
        model=settings.models["template"],
    )

"""The settings of one run of an evaluation, and what of them its answers depend on."""

from pathlib import Path
from typing import Any

from agents.evaluation.runs import RunSpec
from bot.cli.errors import UsageError
from bot.cli.identity import code_version, folder_version
from bot.settings import Settings

_SAID = ("engine", "model", "model_content", "model_template", "model_evaluate")
# What a model says may depend on these; not on how long it may take, or how much at once.
_OF_THE_MODEL = ("openai_base_url", "models", "model_effort")


def settings_of(settings: Settings, spec: RunSpec, calls: Path) -> Settings:
    """The settings with what the run says in their place. Raises `UsageError` if its prompts are not there.

    A model's answers are kept in `calls` and not asked for again, unless the settings name a folder of
    their own. What a shop may use in a day is not touched: nobody's shop is being served.
    """
    if spec.prompts and not Path(spec.prompts).is_dir():
        raise UsageError(f"“{spec.name}”: there is no folder “{spec.prompts}” with prompts.")
    said: dict[str, Any] = {name: getattr(spec, name) for name in _SAID if getattr(spec, name) is not None}
    said |= {"prompts": Path(spec.prompts)} if spec.prompts else {}
    said |= {"daily_tokens": None, "daily_requests": None}
    if settings.record or not settings.replay:
        kept = settings.record or calls
        said |= {"record": kept, "replay": settings.replay or kept}
    return settings.model_copy(update=said)


def dependencies(
    settings: Settings, judging: Settings, spec: RunSpec, *, seed: int, repeats: int
) -> dict[str, Any]:
    """Everything that decides about an answer, beside its draft, the day and the history."""
    known: dict[str, Any] = {
        "code": code_version(),
        "engines": (settings.engine, judging.engine),
        "run": spec.model_dump(mode="json", include={"history", "path", "judge"}),
        "repeats": repeats,
        "seed": seed,
    }
    if "llm" in known["engines"]:
        known |= {name: getattr(settings, name) for name in _OF_THE_MODEL}
        known["prompts"] = folder_version(settings.prompts) if settings.prompts else ""
    return known

"""The file of an ablation: which runs to compare."""

import tomllib
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from agents.types import Path, Value

EngineName = Literal["rules", "llm"]


class RunSpec(Value):
    """One run: what is not said is as on the command line.

    `judge` is an engine of its own that scores and compares; `history` off means that no past is looked
    into, `path` that one way alone is open. `prompts` is a folder with other prompts.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    engine: EngineName | None = None
    model: str | None = None
    model_content: str | None = None
    model_template: str | None = None
    model_evaluate: str | None = None
    judge: EngineName | None = None
    prompts: str | None = None
    history: bool = True
    path: Path | None = None
    repeats: Annotated[int, Field(ge=1, le=20)] | None = None


class AblationError(Exception):
    """The file of an ablation cannot be used; its sentence says where and why."""


class _Ablation(Value):
    run: Annotated[tuple[RunSpec, ...], Field(min_length=1)]


def read_runs(text: str) -> tuple[RunSpec, ...]:
    """The runs of an ablation, a `[[run]]` each. Raises `AblationError`."""
    try:
        runs = _Ablation.model_validate(tomllib.loads(text)).run
    except tomllib.TOMLDecodeError as error:
        raise AblationError(f"The ablation is not TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise AblationError(f"The ablation cannot be used: {place}: {first['msg'].lower()}.") from None
    names = [run.name for run in runs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise AblationError(f"The ablation has two runs “{twice}”: give each its own name.")
    return runs

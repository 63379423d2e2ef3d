"""How one task is put to a model, and how its answer is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.engines.model.dossier import Dossier
from agents.engines.model.schemas import Form


@dataclass(frozen=True)
class Job:
    """A task for a model: `variables` fill its prompt, `form` is what it fills in, `read` makes the output.

    `read` raises `AnswerError` for what cannot be so; a `temperature` of None is the server's own. A
    prompt in the folder `prompts` goes before ours.
    """

    form: type[Form]
    variables: Callable[[Any, Dossier], Mapping[str, str]]
    read: Callable[[Any, Any, Dossier], Any]
    max_tokens: int
    temperature: float | None = None
    prompts: Path | None = None

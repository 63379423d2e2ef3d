"""The seam between the agents and whoever does the language work.

A `Task` names one piece of work and the frozen types that go in and come out. An engine runs
tasks; agents never ask which engine it is.
"""

from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from agents.types import Value

# Why an engine gave nothing usable, in one word; `lexicons/troubles.toml` has the sentences.
Trouble = Literal[
    "timeout",
    "busy",
    "unreachable",
    "rejected",
    "refused",
    "cut_off",
    "invalid",
    "budget",
    "unrecorded",
]
In = TypeVar("In", bound=Value)
Out = TypeVar("Out", bound=Value)


@dataclass(frozen=True)
class Task(Generic[In, Out]):
    """One piece of language work: its name, what goes in, what comes out."""

    name: str
    input: type[In]
    output: type[Out]


class Engine(Protocol):
    """Whoever does the language work. `name` is told in every suggestion ("rules", "llm:…")."""

    @property
    def name(self) -> str:
        """How a suggestion names this engine."""

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Do the task. Raises `EngineError` when no valid output came of it."""


class EngineError(Exception):
    """An engine gave no usable output for a task; `trouble` is the kind of reason."""

    def __init__(self, engine: str, task: str, reason: str, *, trouble: Trouble = "invalid") -> None:
        self.engine, self.task, self.reason, self.trouble = engine, task, reason, trouble
        super().__init__(f"{engine} gave no usable answer to {task}: {reason}.")

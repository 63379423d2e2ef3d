"""Steps of a job seen in other ways: as one part of several, or as what was begun before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from handlers.slack.jobs import Steps

Result = TypeVar("Result")


@dataclass(frozen=True)
class Part:
    """The steps of one part of a job, under names of their own: each part finds its own records again."""

    steps: Steps
    name: str

    @property
    def resumed(self) -> bool:
        """As the job's."""
        return self.steps.resumed

    @property
    def began(self) -> float:
        """As the job's."""
        return self.steps.began

    def known(self, name: str) -> Any:  # noqa: ANN401 - whatever a step returns
        """What the step of this name in this part returned in an earlier run."""
        return self.steps.known(f"{self.name}: {name}")

    async def run(
        self,
        name: str,
        do: Callable[[], Awaitable[Result]],
        *,
        retry: Callable[[BaseException], bool] | None = None,
    ) -> Result:
        """The step of this name in this part."""
        return await self.steps.run(f"{self.name}: {name}", do, retry=retry)


@dataclass(frozen=True)
class BegunBefore:
    """The steps of a job that takes up what another began at `began`: it looks before it posts."""

    steps: Steps
    began: float

    @property
    def resumed(self) -> bool:
        """Always: the other may have posted."""
        return True

    def known(self, name: str) -> Any:  # noqa: ANN401 - whatever a step returns
        """As the job's."""
        return self.steps.known(name)

    async def run(
        self,
        name: str,
        do: Callable[[], Awaitable[Result]],
        *,
        retry: Callable[[BaseException], bool] | None = None,
    ) -> Result:
        """As the job's."""
        return await self.steps.run(name, do, retry=retry)

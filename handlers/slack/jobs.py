"""What somebody did in Slack, on its way from the listener that took it down to the worker that answers it.

A listener makes a `Job` of what arrived and hands it to the `Inbox`, which records it before Slack
is told "received". A worker then does the job in named steps; whatever a step returned is recorded
as well, so that after a crash the job goes on behind its last finished step.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

from pydantic import Field

from agents.types import Value

Result = TypeVar("Result")


class Job(Value):
    """One thing that wants one answer. Plain JSON throughout: it is stored.

    `key` names the happening itself (Slack's event id, or the trigger of an interaction): the same
    key is the same job, however often it is delivered. `thread` is the root of the thread to answer
    in, `ts` the message it is about; "" where there is none. `data` goes with the kind.
    """

    kind: str
    key: str
    team: str
    user: str = ""
    channel: str = ""
    thread: str = ""
    ts: str = ""
    data: Mapping[str, Any] = Field(default_factory=dict)


class Inbox(Protocol):
    """Takes jobs down so that none is lost and none is done twice."""

    async def take(self, job: Job) -> None:
        """Record the job and see to it that it is done; returns once it is recorded.

        A job whose key was taken before is left alone.
        """


class Steps(Protocol):
    """The parts of one job that are done once each."""

    @property
    def resumed(self) -> bool:
        """Whether this job was begun before, by a process that did not finish it."""

    @property
    def began(self) -> float:
        """When the job was taken down, in seconds since the epoch by our clock."""

    def known(self, name: str) -> Any:  # noqa: ANN401 - whatever a step returns
        """What the step of this name returned in an earlier run, without doing it; None if it did not end."""

    async def run(
        self,
        name: str,
        do: Callable[[], Awaitable[Result]],
        *,
        retry: Callable[[BaseException], bool] | None = None,
    ) -> Result:
        """What `do` returns (plain JSON), recorded: after a crash the record is returned instead.

        A step during which the process died runs again. `retry` says which errors are worth another
        try, after a growing wait; without it an error ends the step at once.
        """


Worker = Callable[[Job, Steps], Awaitable[None]]

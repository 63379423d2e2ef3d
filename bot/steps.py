"""The steps of one run of a job: what earlier runs recorded is handed out by name, the rest is done.

DBOS itself numbers the steps of a workflow and takes another name at the same number for a mistake.
But a job that is resumed may go another way than before: somebody disconnected the shop meanwhile,
an upgrade brought a new step. So a resumed run reads all records first and numbers its own steps
behind them.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from handlers.patience import Patience, Worth

Result = TypeVar("Result")


class Recorder(Protocol):
    """Does a step and writes down how it ended."""

    async def __call__(self, name: str, step: Callable[[], Awaitable[Result]]) -> Result:
        """What the step returns."""


@dataclass(frozen=True)
class Record:
    """How a step ended in an earlier run: with an output, or with an error."""

    name: str
    output: Any = None
    error: BaseException | None = None


class NamedSteps:
    """`Steps` for a job that was taken at `began`; `records` is None in a run that is surely the first.

    The second step of one name finds the second record of that name.
    """

    def __init__(
        self, recorder: Recorder, patience: Patience, *, began: float, records: Iterable[Record] | None
    ) -> None:
        self._recorder, self._patience, self._began = recorder, patience, began
        self._known = None if records is None else _numbered(records)
        self._seen: Counter[str] = Counter()

    @property
    def resumed(self) -> bool:
        """Whether another run may have done something before this one."""
        return self._known is not None

    @property
    def began(self) -> float:
        """When the job was taken, in seconds since the epoch."""
        return self._began

    def known(self, name: str) -> Any:  # noqa: ANN401 - whatever was recorded
        """What an earlier run recorded for the first step of this name; None if it did not end well."""
        record = (self._known or {}).get((name, 0))
        return record.output if record and record.error is None else None

    async def run(
        self, name: str, do: Callable[[], Awaitable[Result]], *, retry: Worth | None = None
    ) -> Result:
        """The record of this step, or what `do` returns, recorded. Errors are recorded and raised too."""
        number, self._seen[name] = self._seen[name], self._seen[name] + 1
        record = (self._known or {}).get((name, number))
        if record is None:
            return await self._recorder(name, lambda: self._patiently(do, retry))
        if record.error is not None:
            raise record.error
        output: Result = record.output
        return output

    async def _patiently(self, do: Callable[[], Awaitable[Result]], retry: Worth | None) -> Result:
        return await (self._patience.keep_trying(do, retry) if retry else do())


def _numbered(records: Iterable[Record]) -> dict[tuple[str, int], Record]:
    seen: Counter[str] = Counter()
    known: dict[tuple[str, int], Record] = {}
    for record in records:
        known[record.name, seen[record.name]] = record
        seen[record.name] += 1
    return known

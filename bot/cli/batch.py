"""Many drafts from a file, one suggestion a line, in their order."""

import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bot.cli.answering import Answered

_SHOWN = 10  # line numbers


@dataclass
class Tally:
    """How a batch went: answers by outcome, and the numbers of the lines without a real one."""

    outcomes: Counter[str] = field(default_factory=Counter)
    unreadable: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def add(self, answer: Answered) -> None:
        """Count one answer."""
        self.outcomes[answer.outcome] += 1
        if answer.trouble is not None:
            getattr(self, answer.trouble).append(answer.number)

    def __str__(self) -> str:
        total = sum(self.outcomes.values())
        parts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.outcomes.items()))
        told = _lines(" Could not be read", self.unreadable) + _lines(" Failed", self.failed)
        return f"{total} draft{'s' * (total != 1)}: {parts or 'none'}.{told}"


def _lines(what: str, numbers: list[int]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(str(number) for number in numbers[:_SHOWN])
    more = len(numbers) - _SHOWN
    return f"{what}: line {shown}{f' and {more} more' if more > 0 else ''}."


async def answer_file(
    source: Path,
    out: Path | None,
    *,
    answers: Callable[[Iterator[bytes]], AsyncIterator[Answered]],
    advance: Callable[[int], None],
) -> Tally:
    """Put the answer to every line of `source` into `out`; `advance` is told the bytes read.

    Memory stays bounded. `out` appears whole at the end; a pipe, a device or standard output (None)
    gets line by line.
    """
    tally = Tally()
    with source.open("rb") as lines, _written(out) as target:
        async for answer in answers(iter(lines)):
            tally.add(answer)
            target.write(answer.json + "\n")
            advance(answer.size)
    return tally


@contextmanager
def _written(out: Path | None) -> Iterator[IO[str]]:
    """A file that appears under its name only when it is complete."""
    if out is None:
        yield sys.stdout
        return
    if out.exists() and not out.is_file():
        with out.open("w", encoding="utf-8") as target:
            yield target
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as target:
            yield target
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)

"""Many drafts from a file, one suggestion a line, in their order."""

import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from agents.types import Draft, Suggestion
from bot.cli.errors import shielded
from bot.cli.lines import read_line, refusal

Improve = Callable[[Draft], Awaitable[Suggestion]]


@dataclass
class Tally:
    """How a batch went: answers by outcome, and the numbers of the lines that could not be read."""

    outcomes: Counter[str] = field(default_factory=Counter)
    unusable: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        total = sum(self.outcomes.values())
        parts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.outcomes.items()))
        shown = ", ".join(str(number) for number in self.unusable[:10])
        more = f" and {len(self.unusable) - 10} more" if len(self.unusable) > 10 else ""  # noqa: PLR2004
        lines = f" Could not be read: line {shown}{more}." if self.unusable else ""
        return f"{total} drafts: {parts or 'none'}.{lines}"


async def improve_file(source: Path, out: Path, *, improve: Improve, advance: Callable[[int], None]) -> Tally:
    """Answer every line of `source` in `out`; `advance` is told the bytes read.

    Memory stays bounded. `out` appears whole at the end; a pipe or device gets line by line.
    """
    tally = Tally()
    with source.open("rb") as lines, _written(out) as target:
        async for number, raw, answer in _answers(lines, improve):
            tally.outcomes[answer.outcome] += 1
            if answer.outcome == "refused" and _is_about_line(number, answer):
                tally.unusable.append(number)
            target.write(answer.model_dump_json() + "\n")
            advance(len(raw))
    return tally


async def _answers(lines: IO[bytes], improve: Improve) -> AsyncIterator[tuple[int, bytes, Suggestion]]:
    for number, raw in enumerate(lines, 1):
        draft = read_line(number, raw)
        if isinstance(draft, Suggestion):
            yield number, raw, draft
        else:
            yield number, raw, await _answered(number, raw, draft, improve)


async def _answered(number: int, raw: bytes, draft: Draft, improve: Improve) -> Suggestion:
    """The suggestion; if the draft brings something down, a refusal that says so, and the rest goes on."""

    def failed(sentence: str) -> Suggestion:
        return refusal(number, raw, f"could not be answered. {sentence.rstrip('.')}", draft.id)

    return await shielded(improve(draft), failed)


def _is_about_line(number: int, answer: Suggestion) -> bool:
    return bool(answer.questions) and answer.questions[0].startswith(f"Line {number} ")


@contextmanager
def _written(out: Path) -> Iterator[IO[str]]:
    """A file that appears under its name only when it is complete."""
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

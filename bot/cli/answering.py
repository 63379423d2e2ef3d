"""A line of a batch answered, in this process."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from agents.types import Draft, Suggestion
from bot.cli.errors import shielded
from bot.cli.lines import read_line, refusal

Improve = Callable[[Draft], Awaitable[Suggestion]]
Trouble = Literal["unreadable", "failed"] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Line `number` of `size` bytes and its suggestion as JSON.

    `trouble` tells why there is no real answer: "unreadable" if the line holds no draft, "failed" if
    something broke on our side.
    """

    number: int
    size: int
    outcome: str
    trouble: Trouble
    json: str


async def answer_line(number: int, raw: bytes, improve: Improve) -> Answered:
    """The answer to one line. Whatever happens there is one: a refusal at the worst."""
    draft = read_line(number, raw)
    if isinstance(draft, Suggestion):
        return Answered(number, len(raw), draft.outcome, "unreadable", draft.model_dump_json())
    answer = await shielded(improve(draft), str)
    trouble: Trouble = None
    if isinstance(answer, str):
        answer = refusal(number, raw, f"could not be answered. {answer.rstrip('.')}", draft.id)
        trouble = "failed"
    return Answered(number, len(raw), answer.outcome, trouble, answer.model_dump_json())


async def answer_here(lines: Iterator[bytes], improve: Improve) -> AsyncIterator[Answered]:
    """Every line in turn."""
    for number, raw in enumerate(lines, 1):
        yield await answer_line(number, raw, improve)

"""A line of a batch answered, in this process."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from agents.types import Draft, Suggestion
from bot.cli.errors import shielded
from bot.cli.lines import read_line, refusal

Improve = Callable[[Draft], Awaitable[Suggestion]]


@dataclass(frozen=True, slots=True)
class Answered:
    """Line `number` of `size` bytes and its suggestion as JSON; `is_unusable` if it holds no draft."""

    number: int
    size: int
    outcome: str
    is_unusable: bool
    json: str


async def answer_line(number: int, raw: bytes, improve: Improve) -> Answered:
    """The answer to one line. Whatever happens there is one: a refusal at the worst."""
    draft = read_line(number, raw)
    unusable = isinstance(draft, Suggestion)
    answer = draft if isinstance(draft, Suggestion) else await _improved(number, raw, draft, improve)
    return Answered(number, len(raw), answer.outcome, unusable, answer.model_dump_json())


async def answer_here(lines: Iterator[bytes], improve: Improve) -> AsyncIterator[Answered]:
    """Every line in turn."""
    for number, raw in enumerate(lines, 1):
        yield await answer_line(number, raw, improve)


async def _improved(number: int, raw: bytes, draft: Draft, improve: Improve) -> Suggestion:
    def failed(sentence: str) -> Suggestion:
        return refusal(number, raw, f"could not be answered. {sentence.rstrip('.')}", draft.id)

    return await shielded(improve(draft), failed)

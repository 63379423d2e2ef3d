"""What happens to a batch when its processes fail."""

import os
from collections.abc import Awaitable, Callable

import pytest

from bot.cli.answering import Answered, Improve
from bot.cli.errors import WorkerError
from bot.cli.workers import answer_with_workers
from handlers.errors import NoHistoryError

Answer = Callable[[Improve], Awaitable[None]]


async def without_history(_answer_all: Answer) -> None:
    """A process that cannot begin."""
    raise NoHistoryError


async def killed(_answer_all: Answer) -> None:
    """A process that is gone at once."""
    os._exit(9)


async def answers(serve: Callable[[Answer], Awaitable[None]]) -> list[Answered]:
    return [answer async for answer in answer_with_workers(iter([b"{}\n"]), serve, 2)]


async def test_a_worker_that_cannot_begin_says_why() -> None:
    with pytest.raises(WorkerError, match="There is no history yet"):
        await answers(without_history)


async def test_a_worker_that_dies_ends_the_batch_instead_of_waiting_for_ever() -> None:
    with pytest.raises(WorkerError, match="ended before its work did"):
        await answers(killed)

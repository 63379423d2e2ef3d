"""Trying again: how often, after which pauses, and when to stop."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.patience import Patience


class BusyLineError(Exception):
    """Worth another try."""

    def __init__(self, retry_after: float | None = None) -> None:
        self.retry_after = retry_after


def is_busy(error: BaseException) -> bool:
    return isinstance(error, BusyLineError)


class Naps:
    """Pauses that take no time."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:  # noqa: D102 - a pause
        self.taken.append(seconds)


def failing(*errors: Exception) -> Callable[[], Awaitable[str]]:
    left = list(errors)

    async def do() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return do


async def test_what_works_is_done_once() -> None:
    naps = Naps()
    assert await Patience(sleep=naps).keep_trying(failing(), is_busy) == "done"
    assert naps.taken == []


async def test_pauses_double_up_to_the_longest() -> None:
    naps = Naps()
    work = failing(*(BusyLineError() for _ in range(6)))
    assert await Patience(first=1, longest=10, sleep=naps).keep_trying(work, is_busy) == "done"
    assert naps.taken == [1, 2, 4, 8, 10, 10]


async def test_an_error_may_name_the_pause_itself() -> None:
    naps = Naps()
    work = failing(BusyLineError(30), BusyLineError(), BusyLineError(0))
    assert await Patience(sleep=naps).keep_trying(work, is_busy) == "done"
    assert naps.taken == [30, 2, 0]


async def test_the_last_error_is_raised_when_there_is_no_time_left() -> None:
    naps = Naps()
    last = BusyLineError(50)
    with pytest.raises(BusyLineError) as caught:
        await Patience(total=100, sleep=naps).keep_trying(
            failing(BusyLineError(60), last, BusyLineError()), is_busy
        )
    assert caught.value is last
    assert naps.taken == [60]


async def test_other_errors_are_raised_at_once() -> None:
    naps = Naps()
    with pytest.raises(KeyError):
        await Patience(sleep=naps).keep_trying(failing(KeyError("x")), is_busy)
    assert naps.taken == []

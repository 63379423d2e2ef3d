import asyncio
from contextlib import suppress

from handlers.slack.pace import Pace


async def test_turns_in_one_channel_come_one_after_the_other_and_a_second_apart() -> None:
    waits: list[float] = []
    order: list[str] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    pace = Pace(noted)

    async def post(name: str) -> None:
        async with pace.turn("T", "C1"):
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(post("one"), post("two"))
    assert order == ["one begins", "one ends", "two begins", "two ends"]
    assert len(waits) == 1
    assert 0.9 < waits[0] <= 1.05


async def test_channels_do_not_wait_for_each_other() -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    pace = Pace(noted)
    for number in range(1500):
        async with pace.turn("T", f"C{number}"):
            pass
    assert waits == []


async def test_a_post_that_failed_counts_as_well() -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    pace = Pace(noted)
    for _ in range(2):
        with suppress(ZeroDivisionError):
            async with pace.turn("C"):
                1 / 0  # noqa: B018 - it fails
    assert len(waits) == 1

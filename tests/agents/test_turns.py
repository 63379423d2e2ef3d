import asyncio
import threading
import time
from itertools import pairwise

from agents.turns import Turns


async def test_one_piece_of_work_is_done_in_a_turn_of_the_loop_however_many_wait() -> None:
    turns, done, seen = Turns(), 0, []

    def work() -> None:
        nonlocal done
        done += 1

    async def watch() -> None:
        while done < 20:
            seen.append(done)
            await asyncio.sleep(0)

    await asyncio.gather(watch(), *(turns.do(work, size=1) for _ in range(20)))
    assert max(b - a for a, b in pairwise(seen)) == 1
    assert done == 20


async def test_who_comes_first_is_served_first() -> None:
    turns, order = Turns(), []
    await asyncio.gather(*(turns.do(lambda n=n: order.append(n), size=1) for n in range(9)))  # type: ignore[misc]
    assert order == sorted(order)


async def test_who_gives_up_waiting_keeps_nobody_waiting() -> None:
    turns, done = Turns(), []
    first = asyncio.create_task(turns.do(lambda: done.append(1), size=1))
    second = asyncio.create_task(turns.do(lambda: done.append(2), size=1))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait_for(second, 1)
    assert done == [2]


async def test_a_long_text_is_worked_on_beside_the_loop() -> None:
    turns, threads = Turns(), []

    def work() -> str:
        threads.append(threading.current_thread())
        time.sleep(0.05)
        return "done"

    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.005)
            ticks += 1

    ticking = asyncio.create_task(tick())
    assert await turns.do(work, size=5_000) == "done"
    ticking.cancel()
    assert threads != [threading.main_thread()]
    assert ticks >= 2

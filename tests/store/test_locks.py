"""Two processes of the same name must not run at once, and one that was killed must not bar the next."""

import asyncio
import sys

import pytest

from store.locks import TakenError, held
from tests.house import ROOT

_HOLD = """
import asyncio, sys
from store.locks import held
async def main():
    async with held(sys.argv[1], "main"):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_a_lock_is_held_by_one_at_a_time(database_url: str) -> None:
    async with held(database_url, "main"):
        with pytest.raises(TakenError, match="“main”"):
            async with held(database_url, "main"):
                pass
        async with held(database_url, "another"):
            pass
    async with held(database_url, "main"):
        pass


async def test_one_may_wait_for_the_other_to_let_go(database_url: str) -> None:
    order: list[str] = []

    async def first() -> None:
        async with held(database_url, "main"):
            order.append("first")
            await asyncio.sleep(0.3)
            order.append("lets go")

    async def second() -> None:
        await asyncio.sleep(0.1)
        async with held(database_url, "main", wait=10):
            order.append("second")

    await asyncio.gather(first(), second())
    assert order == ["first", "lets go", "second"]


async def test_a_killed_process_holds_nothing(database_url: str) -> None:
    command = (sys.executable, "-c", _HOLD, database_url)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    with pytest.raises(TakenError):
        async with held(database_url, "main"):
            pass
    process.kill()
    await process.communicate()
    async with held(database_url, "main", wait=5):
        pass


async def test_a_database_in_memory_needs_no_lock() -> None:
    async with held("sqlite://", "main"), held("sqlite://", "main"):
        pass

"""A process that writes as the bot does under load: `python -m tests.store.writers FILE TEAM`."""

import asyncio
import sys

from store.answers import decide, save_answer
from store.database import Database
from store.signals import add_signal
from store.threads import get_thread, save_thread
from tests.store.seed import NOW

REQUESTS, A_SECOND = 60, 40


async def write(database: Database, team_id: str) -> None:
    """Requests at a steady pace, each a reading and a writing transaction in a task of its own.

    Whatever goes wrong is raised.
    """
    async with asyncio.TaskGroup() as tasks:
        for number in range(REQUESTS):
            tasks.create_task(_request(database, team_id, str(number)))
            await asyncio.sleep(1 / A_SECOND)


async def _request(database: Database, team_id: str, number: str) -> None:
    place = {"team_id": team_id, "channel": "C1"}
    about = place | {"ts": number, "suggestion_id": "s1", "merchant_id": None}
    async with database.session() as session:
        known = await get_thread(session, **place, thread="1.0")
        talk = {"answers": (known.talk["answers"] if known else 0) + 1, "said": "x" * 3_000}
        await save_thread(session, **place, thread="1.0", talk=talk, key=number, now=NOW)
        await save_answer(session, **about, thread="1.0", asked_by="U1", now=NOW)
    async with database.session() as session:
        settled = {"ts": number, "key": number, "decision": "used", "by": "U1", "version": 1}
        await decide(session, **place, **settled, now=NOW)
        deed = {"key": f"{team_id} {number}", "user_id": "U1", "kind": "adoption", "value": "used"}
        await add_signal(session, **about, **deed, at=NOW)


async def _main(file: str, team_id: str) -> None:
    database = Database(f"sqlite:///{file}")
    try:
        await write(database, team_id)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))

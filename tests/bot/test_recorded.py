"""What is recorded of jobs is found and deleted from outside, on either database."""

import asyncio
from pathlib import Path

from bot.durable import open_durable
from bot.recorded import forget_jobs
from handlers.slack.jobs import Job, Steps
from store.database import Database
from tests.databases import database_url as database_url  # noqa: PLC0414 - a fixture
from tests.databases import postgres_server as postgres_server  # noqa: PLC0414 - a fixture


async def test_finished_jobs_go_and_one_under_way_is_left_to_end(database_url: str) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def perform(job: Job, steps: Steps) -> None:  # noqa: ARG001 - a worker's signature
        if job.key == "Ev3":
            begun.set()
            await go_on.wait()

    async with open_durable(database_url=database_url, replica="main", perform=perform) as jobs:
        for number, user in enumerate(("U1", "U2"), 1):
            await jobs.take(Job(kind="message", key=f"Ev{number}", team="T1", user=user))
        await jobs.idle()
        await jobs.take(Job(kind="message", key="Ev3", team="T1", user="U1"))
        await begun.wait()
        assert await forget_jobs(database_url, user="U1", keep=True) == (1, 1)
        assert await forget_jobs(database_url, user="U1", team="T9") == (0, 0)
        assert await forget_jobs(database_url) == (0, 0)
        assert await forget_jobs(database_url, user="U1") == (1, 1)
        assert await forget_jobs(database_url, user="U1") == (0, 1)
        go_on.set()
        await jobs.idle()
        assert await forget_jobs(database_url, team="T1") == (2, 0)


async def test_where_no_job_was_ever_taken_there_is_none_to_forget(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    await database.upgrade()
    await database.close()
    assert await forget_jobs(database_url, user="U1") == (0, 0)
    assert await forget_jobs(f"sqlite:///{tmp_path}/none.db", user="U1") == (0, 0)
    assert not (tmp_path / "none.db").exists()

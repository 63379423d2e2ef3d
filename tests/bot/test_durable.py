"""Jobs on the real DBOS: taken once, finished after whatever happens to the process."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.durable import ClosingError, Durable, Perform, open_durable
from handlers.patience import Patience
from handlers.slack.jobs import Job, Steps
from store.locks import TakenError, held
from tests.databases import database_url as database_url  # noqa: PLC0414 - a fixture
from tests.databases import postgres_server as postgres_server  # noqa: PLC0414 - a fixture

JOB = Job(kind="message", key="Ev1", team="T1", data={"text": "Come back – 10 % off ☕"})


class Diary:
    """Notes what happened, in order, and lets tests wait for it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._news = asyncio.Event()

    def note(self, line: str) -> None:
        """Write a line."""
        self.lines.append(line)
        self._news.set()

    async def until(self, line: str) -> None:
        """Wait until a line is there."""
        async with asyncio.timeout(10):
            while line not in self.lines:
                self._news.clear()
                await self._news.wait()


def step(diary: Diary, name: str, result: Any = None) -> Callable[[], Awaitable[Any]]:
    async def do() -> Any:
        diary.note(name)
        return result

    return do


def stuck(diary: Diary, name: str) -> Callable[[], Awaitable[None]]:
    async def do() -> None:
        diary.note(name)
        await asyncio.Event().wait()

    return do


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'durable.db'}"


def opened(url: str, perform: Perform, **options: Any) -> Any:
    return open_durable(database_url=url, replica="r1", perform=perform, **options)


async def settled(durable: Durable) -> None:
    """Wait until no job is left, recovered ones included."""
    async with asyncio.timeout(10):
        while await durable.unfinished():  # noqa: ASYNC110 - it is read from the database
            await asyncio.sleep(0.02)
    await durable.idle()


async def test_a_job_is_performed_with_what_it_was_taken_with(url: str) -> None:
    done: list[Job] = []

    async def perform(job: Job, steps: Steps) -> None:
        done.append(job)
        assert not steps.resumed
        assert abs(steps.began - time.time()) < 5

    async with opened(url, perform) as durable:
        await durable.take(JOB)
        await durable.idle()
    assert done == [JOB]


async def test_a_job_taken_many_times_is_done_once(database_url: str) -> None:
    diary = Diary()

    async def perform(_: Job, steps: Steps) -> None:
        await steps.run("post", step(diary, "posted"))
        await asyncio.sleep(0.05)

    async with opened(database_url, perform) as durable:
        await asyncio.gather(*(durable.take(JOB) for _ in range(5)))
        await durable.take(JOB)  # runs
        await durable.idle()
        await durable.take(JOB)  # is over
        await durable.idle()
    async with opened(database_url, perform) as durable:
        await durable.take(JOB)
        await durable.idle()
    assert diary.lines == ["posted"]


async def test_a_failed_job_is_not_begun_again_by_a_redelivery(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    diary = Diary()

    async def perform(_: Job, __: Steps) -> None:
        diary.note("tried")
        raise KeyError("gone")

    async with opened(url, perform) as durable:
        await durable.take(JOB)
        await durable.idle()
        await durable.take(JOB)
        await durable.idle()
        assert await durable.unfinished() == 0
    assert diary.lines == ["tried"]
    assert "gone" in caplog.text  # told through our own logging


async def test_many_jobs_run_side_by_side(url: str) -> None:
    gate, waiting = asyncio.Event(), Diary()

    async def perform(job: Job, _: Steps) -> None:
        waiting.note(job.key)
        await gate.wait()

    async with opened(url, perform) as durable:
        for number in range(30):
            await durable.take(JOB.model_copy(update={"key": f"Ev{number}"}))
        async with asyncio.timeout(5):
            await asyncio.gather(*(waiting.until(f"Ev{number}") for number in range(30)))
        gate.set()
        await durable.idle()


async def test_a_job_interrupted_by_a_shutdown_goes_on_behind_its_last_step(database_url: str) -> None:
    diary = Diary()

    async def first(_: Job, steps: Steps) -> None:
        assert await steps.run("think", step(diary, "thought", {"body": "“Kopi”"})) == {"body": "“Kopi”"}
        await steps.run("post", stuck(diary, "posting"))

    async def second(job: Job, steps: Steps) -> None:
        assert job == JOB
        assert steps.resumed
        assert abs(steps.began - time.time()) < 30
        assert await steps.run("think", step(diary, "thought again")) == {"body": "“Kopi”"}
        await steps.run("post", step(diary, "posted"))

    async with opened(database_url, first, park_after=0) as durable:
        await durable.take(JOB)
        await diary.until("posting")
    async with opened(database_url, second) as durable:
        assert await durable.unfinished() == 1
        await durable.take(JOB)  # Slack brings it again meanwhile
        await settled(durable)
    assert diary.lines == ["thought", "posting", "posted"]


async def test_a_shutdown_waits_for_jobs_that_end_soon(url: str) -> None:
    diary = Diary()

    async def perform(_: Job, steps: Steps) -> None:
        diary.note("began")
        await asyncio.sleep(0.1)
        await steps.run("post", step(diary, "posted"))

    async with opened(url, perform, park_after=5) as durable:
        await durable.take(JOB)
        await diary.until("began")
    assert diary.lines == ["began", "posted"]
    async with opened(url, perform) as durable:
        assert await durable.unfinished() == 0


async def test_nothing_is_taken_while_shutting_down(url: str) -> None:
    diary = Diary()

    async def perform(_: Job, steps: Steps) -> None:
        await steps.run("wait", stuck(diary, "waiting"))

    async with opened(url, perform, park_after=0.2) as durable:
        await durable.take(JOB)
        await diary.until("waiting")
        closing = asyncio.create_task(durable.park(0.2))
        await asyncio.sleep(0)
        with pytest.raises(ClosingError):
            await durable.take(JOB.model_copy(update={"key": "Ev2"}))
        await closing


async def test_a_taken_job_is_done_even_if_the_request_that_brought_it_is_cut_short(url: str) -> None:
    diary = Diary()

    async def perform(_: Job, steps: Steps) -> None:
        await steps.run("post", step(diary, "posted"))

    async with opened(url, perform) as durable:
        request = asyncio.create_task(durable.take(JOB))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        await diary.until("posted")


async def test_a_job_may_take_down_another_which_stands_on_its_own(url: str) -> None:
    diary = Diary()

    async def perform(job: Job, steps: Steps) -> None:
        assert not steps.resumed
        if job.key == "Ev1":
            await durable.take(JOB.model_copy(update={"key": "Ev2"}))
        await steps.run("post", step(diary, job.key))

    async with opened(url, perform) as durable:
        await durable.take(JOB)
        await diary.until("Ev1")
        await diary.until("Ev2")
        await durable.idle()


async def test_a_resumed_job_may_go_another_way_than_before(url: str) -> None:
    diary = Diary()

    async def old(_: Job, steps: Steps) -> None:
        await steps.run("think", step(diary, "think", 1))
        await steps.run("think", step(diary, "think", 2))
        await steps.run("old step", step(diary, "old step"))
        await steps.run("stop", stuck(diary, "stopped"))

    async def new(_: Job, steps: Steps) -> None:
        await steps.run("new step", step(diary, "new step"))
        assert await steps.run("think", step(diary, "think again")) == 1
        assert await steps.run("think", step(diary, "think again")) == 2
        assert await steps.run("think", step(diary, "third thought", 3)) == 3
        await steps.run("stop again", stuck(diary, "stopped again"))

    async def newest(_: Job, steps: Steps) -> None:
        assert await steps.run("third", step(diary, "last", None)) is None
        assert await steps.run("new step", step(diary, "new step again")) is None
        assert [await steps.run("think", step(diary, "think again")) for _ in range(3)] == [1, 2, 3]

    for perform, sign in ((old, "stopped"), (new, "stopped again")):
        async with opened(url, perform, park_after=0) as durable:
            if perform is old:
                await durable.take(JOB)
            await diary.until(sign)
    async with opened(url, newest) as durable:
        await settled(durable)
    expected = ["think", "think", "old step", "stopped", "new step", "third thought", "stopped again", "last"]
    assert diary.lines == expected


class NoSeatError(Exception):
    """An error of nobody we know: its class is not kept."""


async def test_the_error_of_a_step_is_the_same_after_a_restart(url: str) -> None:
    diary, errors = Diary(), list[Exception]()

    async def late() -> None:
        raise ClosingError("a", 3)

    async def unknown() -> None:
        raise NoSeatError("no seat")

    async def perform(_: Job, steps: Steps) -> None:
        for name, do in (("late", late), ("unknown", unknown)):
            try:
                await steps.run(name, do)
            except (ClosingError, NoSeatError, RuntimeError, Exception) as error:  # noqa: BLE001
                errors.append(error)
        if len(errors) == 2:
            await steps.run("stop", stuck(diary, "stopped"))

    async with opened(url, perform, park_after=0) as durable:
        await durable.take(JOB)
        await diary.until("stopped")
    async with opened(url, perform) as durable:
        await settled(durable)
    assert [type(error).__name__ for error in errors] == [
        *("ClosingError", "NoSeatError"),
        *("ClosingError", "FailedBeforeError"),
    ]
    assert errors[2].args == ("a", 3)
    assert str(errors[3]) == "NoSeatError: no seat"
    assert "in unknown" in errors[3].trace  # type: ignore[attr-defined]


async def test_a_step_is_tried_again_when_it_is_worth_it(url: str) -> None:
    waits: list[float] = []
    errors = [TimeoutError(), TimeoutError()]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def do() -> str:
        if errors:
            raise errors.pop()
        return "done"

    async def perform(_: Job, steps: Steps) -> None:
        assert await steps.run("post", do, retry=lambda error: isinstance(error, TimeoutError)) == "done"

    async with opened(url, perform, patience=Patience(sleep=sleep)) as durable:
        await durable.take(JOB)
        await durable.idle()
    assert waits == [1, 2]


async def test_finished_jobs_are_forgotten_and_open_ones_kept(url: str) -> None:
    diary = Diary()

    async def perform(job: Job, steps: Steps) -> None:
        if job.key == "open":
            await steps.run("wait", stuck(diary, "waiting"))
        diary.note(job.key)

    async with opened(url, perform, park_after=0) as durable:
        for key in ("open", "done 1", "done 2"):
            await durable.take(JOB.model_copy(update={"key": key}))
        await diary.until("waiting")
        await diary.until("done 2")
        await asyncio.sleep(0.05)
        assert await durable.forget(timedelta(days=1)) == 0
        assert await durable.forget(timedelta(seconds=-1)) == 2
        assert await durable.unfinished() == 1
        await durable.take(JOB.model_copy(update={"key": "open"}))
        assert diary.lines.count("waiting") == 1


async def test_what_a_lost_replica_left_is_taken_over_in_the_end(url: str) -> None:
    diary = Diary()

    async def first(_: Job, steps: Steps) -> None:
        await steps.run("wait", stuck(diary, "waiting"))

    async def second(_: Job, steps: Steps) -> None:
        assert steps.resumed
        await steps.run("post", step(diary, "posted"))

    async with open_durable(database_url=url, replica="lost", perform=first, park_after=0) as durable:
        await durable.take(JOB)
        await diary.until("waiting")
    async with open_durable(database_url=url, replica="other", perform=second) as durable:
        assert await durable.adopt() == 0  # it may come back
        assert await durable.adopt(timedelta(seconds=-1)) == 1
        await settled(durable)
    assert diary.lines == ["waiting", "posted"]


async def test_the_loop_has_threads_again_afterwards(url: str) -> None:
    async def perform(_: Job, __: Steps) -> None:
        pass

    async with opened(url, perform) as durable:
        await durable.take(JOB)
        await durable.idle()
    assert await asyncio.to_thread(lambda: 7) == 7


async def test_the_database_holds_json_that_people_can_read(url: str, tmp_path: Path) -> None:
    async def perform(_: Job, steps: Steps) -> None:
        await steps.run("think", step(Diary(), "thought", {"body": "Ännchen"}))

    async with opened(url, perform) as durable:
        await durable.take(JOB)
        await durable.idle()
    files = tmp_path.glob("durable.db*")  # noqa: ASYNC240 - a test may
    everything = b"".join([path.read_bytes() for path in files]).decode(errors="replace")
    assert '{"body":"Ännchen"}' in everything
    assert "Come back – 10 % off ☕" in everything


async def test_what_could_not_be_recorded_is_not_taken(url: str, tmp_path: Path) -> None:
    """Slack then gets no acknowledgement and brings it again."""

    async def perform(_: Job, __: Steps) -> None:
        pass

    async with opened(url, perform) as durable:
        with sqlite3.connect(tmp_path / "durable.db") as broken:
            broken.execute("ALTER TABLE workflow_status RENAME TO elsewhere")
        broken.close()
        with pytest.raises(OperationalError):
            await durable.take(JOB)
        with sqlite3.connect(tmp_path / "durable.db") as mended:
            mended.execute("ALTER TABLE elsewhere RENAME TO workflow_status")
        mended.close()
        await durable.take(JOB)


async def test_two_processes_of_one_name_do_not_run_at_once(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would take up each other's jobs while these run."""

    async def perform(_: Job, __: Steps) -> None:
        pass

    monkeypatch.setattr("bot.durable._TURN", 0.2)
    async with held(url, "r1"):
        with pytest.raises(TakenError):
            async with opened(url, perform):
                pass
    async with opened(url, perform) as durable:
        await durable.take(JOB)

"""The clock: whose digest is taken down when, however the process lives and the clock goes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from agents.digest.weeks import Weekly
from bot.schedule import AtTheirHour, Schedule, open_schedule
from handlers.slack.jobs import Job
from store.database import Database
from store.digests import save_digest
from store.trials import add_trial, note_look
from store.workspaces import connect_workspace, note_workspace, save_workspace_settings
from tests.databases import database, postgres_server, upgraded_file
from tests.store.seed import add_merchant

__all__ = ["database", "postgres_server", "upgraded_file"]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, nine in Singapore


class Clock:
    """A clock that stands until it is put."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Taken:
    """An inbox that keeps what it is given."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    async def take(self, job: Job) -> None:
        self.jobs.append(job)

    @property
    def keys(self) -> list[str]:
        return [job.key for job in self.jobs]


@pytest.fixture
async def scheduler() -> AsyncIterator[AsyncIOScheduler]:
    found = AsyncIOScheduler(timezone=UTC)
    found.start(paused=True)
    yield found
    found.shutdown(wait=False)


async def want(database: Database, merchant: str, **values: Any) -> None:
    """A shop whose workspace wants its digest on Mondays at nine in Singapore, unless told otherwise."""
    usual = {
        "time_zone": "Asia/Singapore",
        "digest_channel": f"C-{merchant}",
        "digest_day": 0,
        "digest_hour": 9,
    }
    rest = {"default_audience": None, "default_channel": None, "editors": [], "now": LONG_AGO}
    team = f"T-{merchant}"
    async with database.session() as session:
        await add_merchant(session, merchant)
        await note_workspace(session, team_id=team, name=team, now=LONG_AGO)
        await connect_workspace(session, team_id=team, merchant_id=merchant, now=LONG_AGO)
        await save_workspace_settings(session, team_id=team, **usual | rest | values)


async def looked(database: Database, scheduler: AsyncIOScheduler, now: datetime) -> list[str]:
    """What a process that starts now takes down."""
    taken = Taken()
    await Schedule(database, taken, Clock(now), scheduler).look()
    return taken.keys


async def test_it_is_taken_down_at_its_hour_and_not_before(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    await want(database, "m1")
    assert await looked(database, scheduler, DUE - timedelta(seconds=1)) == []
    taken = Taken()
    await Schedule(database, taken, Clock(DUE), scheduler).look()
    (job,) = taken.jobs
    assert (job.kind, job.key, job.team, job.channel) == ("digest", "digest:m1:2026-W48", "T-m1", "C-m1")
    assert job.data == {"merchant": "m1", "week": "2026-W48", "again": ""}


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Kathmandu", datetime(2026, 11, 23, 3, 15, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 11, 23, 19, 0, tzinfo=UTC)),
    ],
)
async def test_nine_is_nine_where_the_shop_is(
    database: Database, scheduler: AsyncIOScheduler, zone: str, due: datetime
) -> None:
    await want(database, "m1", time_zone=zone)
    assert await looked(database, scheduler, due - timedelta(minutes=1)) == []
    assert await looked(database, scheduler, due) == ["digest:m1:2026-W48"]


async def test_what_was_missed_is_made_up_for_within_the_grace(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    await want(database, "m1")
    assert await looked(database, scheduler, DUE + timedelta(hours=6)) == ["digest:m1:2026-W48"]
    assert await looked(database, scheduler, DUE + timedelta(hours=6, seconds=1)) == []


async def test_what_is_made_is_not_taken_down_again(database: Database, scheduler: AsyncIOScheduler) -> None:
    await want(database, "m1")
    async with database.session() as session:
        about = {"merchant_id": "m1", "week": "2026-W48", "team_id": "T-m1", "channel": "C-m1"}
        await save_digest(session, **about, content={"items": []}, now=DUE)
    assert await looked(database, scheduler, DUE + timedelta(minutes=5)) == []


async def test_looks_that_follow_each_other_take_it_down_once(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    await want(database, "m1")
    taken, clock = Taken(), Clock(DUE)
    schedule = Schedule(database, taken, clock, scheduler)
    for minutes in (0, 1, 2, 90):
        clock.now = DUE + timedelta(minutes=minutes)
        await schedule.look()
    assert taken.keys == ["digest:m1:2026-W48"]


async def test_a_clock_that_jumps_makes_the_latest_week_and_goes_back_to_none(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    await want(database, "m1")
    taken, clock = Taken(), Clock(DUE)
    schedule = Schedule(database, taken, clock, scheduler)
    for now in (
        DUE,
        DUE + timedelta(weeks=6, hours=1),
        DUE - timedelta(hours=3),
        DUE + timedelta(weeks=6, hours=2),
    ):
        clock.now = now
        await schedule.look()
    # The key of a week is the same whenever it is noticed: the second job of 2027-W01 is none.
    assert taken.keys[:2] == ["digest:m1:2026-W48", "digest:m1:2027-W01"]
    assert set(taken.keys[2:]) <= {"digest:m1:2027-W01"}


async def test_week_53_is_followed_by_week_1(database: Database, scheduler: AsyncIOScheduler) -> None:
    await want(database, "m1")
    leap = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
    assert await looked(database, scheduler, leap) == ["digest:m1:2026-W53"]
    assert await looked(database, scheduler, leap + timedelta(weeks=1)) == ["digest:m1:2027-W01"]


async def test_settings_that_name_an_hour_just_past_mean_next_week(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    await want(database, "m1", now=DUE + timedelta(minutes=30))
    assert await looked(database, scheduler, DUE + timedelta(minutes=31)) == []
    assert await looked(database, scheduler, DUE + timedelta(weeks=1)) == ["digest:m1:2026-W49"]


async def test_the_clocks_jobs_follow_the_settings(database: Database, scheduler: AsyncIOScheduler) -> None:
    for merchant in ("m1", "m2"):
        await want(database, merchant)
    schedule = Schedule(database, Taken(), Clock(LONG_AGO), scheduler)
    await schedule.look()
    assert {job.id for job in scheduler.get_jobs()} == {"digest:m1", "digest:m2"}
    await want(database, "m1", digest_hour=17, time_zone="Europe/Berlin")
    await want(database, "m2", digest_channel=None)
    await schedule.look()
    (job,) = scheduler.get_jobs()
    assert job.trigger.weekly == Weekly(zone="Europe/Berlin", day=0, hour=17)
    assert job.next_run_time.astimezone(UTC).hour in (15, 16)


def test_the_trigger_fires_once_a_week_through_every_change_of_the_clocks() -> None:
    trigger = AtTheirHour(Weekly(zone="America/New_York", day=6, hour=1))
    now = datetime(2026, 10, 20, tzinfo=UTC)
    times, last = list[datetime](), None
    for _ in range(30):
        last = trigger.get_next_fire_time(last, last or now)
        times.append(last)
    days = [(b - a) for a, b in pairwise(times)]
    assert sorted(set(days)) == [timedelta(days=7, hours=-1), timedelta(days=7), timedelta(days=7, hours=1)]
    assert trigger.get_next_fire_time(None, times[3]) == times[3]


async def test_those_of_the_same_minute_take_turns_week_by_week(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    for number in range(6):
        await want(database, f"m{number}")
    await want(database, "early", digest_hour=8)
    weeks = [await looked(database, scheduler, DUE + timedelta(weeks=n)) for n in range(4)]
    assert all(keys[0].startswith("digest:early:") for keys in weeks)
    assert len({tuple(key.split(":")[1] for key in keys) for keys in weeks}) > 1


async def test_many_that_wake_together_make_one_look(database: Database, scheduler: AsyncIOScheduler) -> None:
    await want(database, "m1")
    taken = Taken()
    schedule = Schedule(database, taken, Clock(DUE), scheduler)
    await asyncio.gather(*(schedule.look() for _ in range(50)))
    await schedule.close()
    assert taken.keys == ["digest:m1:2026-W48"]


async def test_a_process_that_starts_looks_at_once(database: Database) -> None:
    await want(database, "m1")
    done = asyncio.Event()

    class Waiting(Taken):
        async def take(self, job: Job) -> None:
            await super().take(job)
            done.set()

    taken = Waiting()
    async with open_schedule(database, taken, Clock(DUE + timedelta(hours=1))):
        await asyncio.wait_for(done.wait(), 30)
    assert taken.keys == ["digest:m1:2026-W48"]


async def test_what_an_import_by_hand_says_of_a_trial_is_taken_down_once(
    database: Database, scheduler: AsyncIOScheduler
) -> None:
    trial = {"id": "T-7KQ2", "team_id": "T-a", "audience": "new_buyers", "channel": "push", "plan": {}}
    async with database.session() as session:
        for merchant in ("a", "b"):
            await add_merchant(session, merchant)
            await add_trial(session, merchant_id=merchant, trial=trial, arms=[], now=LONG_AGO)
        look: dict[str, Any] = {
            "merchant_id": "a",
            "trial_id": "T-7KQ2",
            "verdict": "undecided",
            "ended_at": None,
        }
        await note_look(session, **look, seen=0, look={"told": None})
        await note_look(session, **look, seen=1, look={"told": ""})
        await note_look(session, **look | {"merchant_id": "b"}, seen=0, look={"told": "somebody"})
    taken = Taken()
    schedule = Schedule(database, taken, Clock(DUE), scheduler)
    await schedule.look()
    await schedule.look()
    assert [(job.kind, job.key, job.team) for job in taken.jobs] == [
        ("trial_news", "trial_news:T-a:T-7KQ2:2", "T-a")
    ]

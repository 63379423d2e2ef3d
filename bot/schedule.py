"""When: each shop's digest at its own hour, and what imports by hand say of trials within a minute.

It only starts durable jobs; that these run once is theirs.

Every shop with a digest has a job of APScheduler's, which wakes at its hour. Whatever wakes, one look
follows: who is due by now and not taken down yet is, in fair order. A look comes every minute as well.
So settings that changed, here or through another replica, hold within a minute; and what was missed (the
process was down, the clock jumped, the database was away) is made up for within the grace.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped] # it ships none
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped] # as above

from agents.digest.weeks import Weekly
from handlers.slack.digest import due_week, on_digest_due, weekly_of
from handlers.slack.jobs import Inbox
from handlers.slack.trial_news import on_untold
from store.database import Database
from store.digests import digest_plans, weeks_made
from store.rows import DigestPlanRow
from store.trials import untold_looks

GRACE = timedelta(hours=6)
_EVERY = 60  # seconds between two looks
_MADE = timedelta(days=15)  # of digests that a due week may be among
_PREFIX = "digest:"


class AtTheirHour(BaseTrigger):  # type: ignore[misc] # as above
    """APScheduler's trigger for a shop's hour, reckoned by ourselves: its own cron is not sure of DST."""

    def __init__(self, weekly: Weekly) -> None:
        self.weekly = weekly

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The first time that is due after the last one, or from `now` on."""
        return self.weekly.next(previous or now - timedelta(microseconds=1))[1]


class Schedule:
    """Who is due, looked at by whoever wakes. Made by `open_schedule`."""

    def __init__(
        self, database: Database, inbox: Inbox, clock: Callable[[], datetime], scheduler: AsyncIOScheduler
    ) -> None:
        self._database, self._inbox, self._clock, self._scheduler = database, inbox, clock, scheduler
        self._taken: set[tuple[str, str]] = set()
        self._news: set[tuple[str, str, int]] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._once_more = self._closing = False

    async def look(self) -> None:
        """Take down every digest that is due, and keep the clock's jobs in step with the settings.

        One look at a time: a thousand that wake together make one.
        """
        self._once_more = True
        if self._closing or not self._quiet.is_set():
            return
        self._quiet.clear()
        try:
            while self._once_more:
                self._once_more = False
                await self._look()
        finally:
            self._quiet.set()

    async def close(self) -> None:
        """Look no more; what is not taken down yet is found at the next start."""
        self._closing = True
        await self._quiet.wait()

    async def _look(self) -> None:
        now = self._clock()
        async with self._database.session() as session:
            plans = await digest_plans(session)
            made = await weeks_made(session, since=now - _MADE)
        due = {plan: week for plan in plans if (week := due_week(plan, now, GRACE))}
        self._taken &= {(plan.merchant_id, week) for plan, week in due.items()}
        for plan, week in sorted(due.items(), key=lambda found: _turn(found[0], found[1], now)):
            key = (plan.merchant_id, week)
            if key not in made and key not in self._taken and not self._closing:
                await on_digest_due(plan, week, inbox=self._inbox)
                self._taken.add(key)
        self._keep_in_step(plans)
        await self._look_for_news()

    async def _look_for_news(self) -> None:
        """What an import by hand said of trials is told where they were planned."""
        async with self._database.session() as session:
            waiting = set(await untold_looks(session))
        for news in sorted(waiting - self._news):
            await on_untold(*news, inbox=self._inbox)
        self._news = waiting

    def _keep_in_step(self, plans: tuple[DigestPlanRow, ...]) -> None:
        wanted = {f"{_PREFIX}{plan.merchant_id}": weekly_of(plan) for plan in plans}
        jobs = {job.id: job for job in self._scheduler.get_jobs() if job.id.startswith(_PREFIX)}
        for name in jobs.keys() - wanted.keys():
            self._scheduler.remove_job(name)
        for name, weekly in wanted.items():
            if name not in jobs or jobs[name].trigger.weekly != weekly:
                self._scheduler.add_job(self.look, AtTheirHour(weekly), id=name, replace_existing=True)


def _turn(plan: DigestPlanRow, week: str, now: datetime) -> tuple[datetime, bytes]:
    """First due, first served; those of the same minute in another order each week: nobody is always last."""
    drawn = blake2b(f"{week} {plan.merchant_id}".encode(), digest_size=8).digest()
    return weekly_of(plan).last(now)[1], drawn


@asynccontextmanager
async def open_schedule(
    database: Database, inbox: Inbox, clock: Callable[[], datetime]
) -> AsyncIterator[Schedule]:
    """Digests are started when they are due, until the end of the block; those missed lately at once."""
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": int(GRACE.total_seconds())},
    )
    schedule = Schedule(database, inbox, clock, scheduler)
    scheduler.add_job(schedule.look, "interval", seconds=_EVERY, id="look", next_run_time=datetime.now(UTC))
    scheduler.start()
    try:
        yield schedule
    finally:
        await schedule.close()  # before the scheduler cuts it short
        scheduler.shutdown(wait=False)

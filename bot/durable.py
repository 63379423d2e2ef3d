"""Once, and to the end: jobs are recorded before they are answered for, and go on after a crash.

DBOS keeps every job (a workflow, its id is the job's key) and what each of its steps returned in a
database. A job that is taken twice is done once. Jobs that a process left unfinished are taken up
when a process of the same `replica` starts again, and go on behind their last recorded step.

*Who may have begun a job before?* `Steps.resumed` decides whether a post is looked for before it is
made, so it must never be False when another run may have posted. There are two ways into a job:
- `take` inserts the row and starts the job in one go, and does so only if the insert was its own
  (DBOS compares a token it has just drawn). Nobody can have run the job before: not resumed. The
  mark of this way is a context variable that only the task started by this `take` inherits.
- Everything else (recovery after a crash or a shutdown, adoption from a replica that stayed away)
  comes through DBOS's queue, from a thread that has no such mark: resumed. Also if the process died
  before the first step, or in the middle of one, when no record tells.
A second `take` of the same key starts nothing, so its mark reaches nobody.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import Context, ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID, StepInfo

from bot.durable_log import take_over_log
from bot.records import JsonRecords
from bot.steps import NamedSteps, Record
from handlers.patience import Patience
from handlers.slack.jobs import Job, Steps
from store.database import Database
from store.locks import held

Perform = Callable[[Job, Steps], Awaitable[None]]
Result = TypeVar("Result")

_FRESH: ContextVar[bool] = ContextVar("fresh", default=False)
_OVER = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_ROUND = 3600.0  # seconds between two rounds of housekeeping
_ABANDONED = timedelta(hours=1)  # far longer than any job lasts
_BATCH = 200
_CONNECTIONS, _THREADS = 10, 64
_ENDS_WITHIN = 0.2  # seconds DBOS takes to end
_TURN = 15.0  # seconds for a process that is being replaced to park its jobs
log = logging.getLogger(__name__)


class ClosingError(Exception):
    """No job is taken any more: the process is about to end. Slack brings it again."""


class Durable:
    """The `Inbox`, and the housekeeping behind it. Made by `open_durable`."""

    def __init__(self, *, replica: str, perform: Perform, patience: Patience) -> None:
        self._replica, self._perform, self._patience = replica, perform, patience
        self._tasks: set[asyncio.Future[Any]] = set()
        self._closing = False

        async def job(recorded: dict[str, Any]) -> None:  # a function: DBOS writes on it
            await self._do(recorded)

        self._workflow = DBOS.workflow(name="job")(job)

    async def take(self, job: Job) -> None:
        """Record a job and start it. Raises `ClosingError`, or what kept it from being recorded."""
        if self._closing:
            raise ClosingError
        # Not cut short with the request that brought it: a job recorded and not started would wait for
        # the next start of this process. In a context of its own: a job may take down another.
        await asyncio.shield(self._keep(asyncio.create_task(self._start(job), context=Context())))

    async def idle(self) -> None:
        """Wait until no job runs here."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def unfinished(self) -> int:
        """How many jobs are recorded and not finished, those of other replicas included."""
        open_ = ["PENDING", "ENQUEUED"]
        return len(await DBOS.list_workflows_async(status=open_, load_input=False, load_output=False))

    async def forget(self, older_than: timedelta) -> int:
        """Delete finished jobs, whose records hold people's drafts; how many there were.

        Keep them for longer than Slack tries to deliver something (an hour or so): what is forgotten
        would be done again.
        """
        before, total = (datetime.now(UTC) - older_than).isoformat(), 0
        while True:
            old = await DBOS.list_workflows_async(
                status=_OVER, completed_before=before, limit=_BATCH, load_input=False, load_output=False
            )
            if not old:
                return total
            await DBOS.delete_workflows_async([job.workflow_id for job in old])
            total += len(old)

    async def adopt(self, older_than: timedelta = _ABANDONED) -> int:
        """Take over jobs that another replica began and never finished; how many there were.

        A replica takes up its own at its start. This is for those that never start again.
        """
        before = (datetime.now(UTC) - older_than).isoformat()
        open_ = await DBOS.list_workflows_async(
            status="PENDING", end_time=before, limit=_BATCH, load_input=False, load_output=False
        )
        left = [job.workflow_id for job in open_ if job.executor_id != self._replica]
        for key in left:
            await DBOS.resume_workflow_async(key)
        return len(left)

    async def park(self, after: float) -> None:
        """Take nothing any more; wait `after` seconds for what runs, leave the rest for the next start."""
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=after)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def keep_house(self, keep: timedelta) -> None:
        """Forget and adopt, now and then, for as long as the process runs."""
        while True:
            forgotten, adopted = await self.forget(keep), await self.adopt()
            log.info("%d finished jobs forgotten, %d abandoned ones taken over", forgotten, adopted)
            await asyncio.sleep(_ROUND)

    async def _start(self, job: Job) -> None:
        _FRESH.set(True)
        with SetWorkflowID(job.key):
            started = await DBOS.start_workflow_async(self._workflow, job.model_dump(mode="json"))
        # There only if this call started the job. `_do` adds the task itself, a moment later.
        if (ending := getattr(started, "task", None)) is not None:
            self._keep(ending)

    async def _do(self, recorded: dict[str, Any]) -> None:
        if self._closing:  # recovered while we are about to end
            raise asyncio.CancelledError
        if task := asyncio.current_task():
            self._keep(task)
        job = Job.model_validate(recorded)
        steps: Steps = NamedSteps(_record, self._patience, began=time.time(), records=None)
        await self._perform(job, steps if _FRESH.get() else await _later_run(self._patience, job.key))

    def _keep(self, task: asyncio.Future[Result]) -> asyncio.Future[Result]:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _later_run(patience: Patience, key: str) -> Steps:
    """Steps that know what earlier runs recorded; new ones are numbered behind those."""
    began, found = await asyncio.create_task(_read(key), context=Context())  # no step of the job itself
    while found and DBOS.reserve_step().step_id < found[-1]["function_id"]:
        pass
    records = [Record(step["function_name"], step["output"], step["error"]) for step in found]
    return NamedSteps(_record, patience, began=began, records=records)


async def _read(key: str) -> tuple[float, list[StepInfo]]:
    job = await DBOS.get_workflow_status_async(key)
    return (job.created_at or 0) / 1000 if job else 0, await DBOS.list_workflow_steps_async(key)


async def _record(name: str, step: Callable[[], Awaitable[Result]]) -> Result:
    async def awaited() -> Result:  # DBOS tells an async function by its kind
        return await step()

    return await DBOS.run_step_async({"name": name}, awaited)


@asynccontextmanager
async def open_durable(
    *,
    database_url: str,
    replica: str,
    perform: Perform,
    park_after: float = 10,
    keep: timedelta = timedelta(days=7),
    patience: Patience = Patience(),  # noqa: B008 - a frozen value
) -> AsyncIterator[Durable]:
    """Jobs are taken and performed from here on, those left unfinished first. One at a time in a process.

    `database_url` is `sqlite:///file.db` or `postgresql://…` (in a schema of its own). `replica` names
    this process among those that share the database, the same over restarts. At the end running jobs
    get `park_after` seconds. Finished jobs are kept for `keep`. Raises `TakenError` if another process
    runs under this name.
    """
    async with AsyncExitStack() as stack:
        # Two processes of one name would take up each other's jobs while these run.
        await stack.enter_async_context(held(database_url, replica, wait=_TURN))
        await _prepare(database_url)
        take_over_log()
        stack.push_async_callback(_shut_down)
        DBOS(config=_config(database_url, replica))
        durable = Durable(replica=replica, perform=perform, patience=patience)
        DBOS.launch()  # on the running loop: jobs and their steps run on it, whoever starts them
        stack.push_async_callback(durable.park, park_after)
        house = asyncio.create_task(durable.keep_house(keep), context=Context())
        house.add_done_callback(_tell_why)
        stack.callback(house.cancel)
        yield durable


def _tell_why(house: "asyncio.Task[None]") -> None:
    """Housekeeping never ends by itself: say so if it does, or drafts would be kept unnoticed."""
    if not house.cancelled() and (error := house.exception()):
        log.error("finished jobs are not forgotten any more", exc_info=error)


def _config(database_url: str, replica: str) -> DBOSConfig:
    return {
        "name": "crmagent",
        "system_database_url": database_url,
        "dbos_system_schema": "crmagent_jobs",
        "executor_id": replica,
        # DBOS takes up only what its own version left. Ours is always the same: a job that was taken
        # before an upgrade is finished after it (steps are found by name, whatever changed).
        "application_version": "1",
        "serializer": cast(Serializer, JsonRecords()),
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": _ENDS_WITHIN,  # nobody waits for any notification
        "use_listen_notify": False,
        "max_executor_threads": _THREADS,
        # SQLite has one writer: those behind it wait in line here rather than asking it now and then.
        "sys_db_pool_size": 1 if database_url.startswith("sqlite") else _CONNECTIONS,
    }


async def _prepare(database_url: str) -> None:
    """Open a SQLite file once the way the store opens its own: the write-ahead log then stays on."""
    if database_url.startswith("sqlite"):
        database = Database(database_url)
        async with database.engine.connect():
            pass
        await database.close()


async def _shut_down() -> None:
    """End DBOS beside the loop, which it may wait for, and give the loop threads of its own again."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as beside:
        await loop.run_in_executor(beside, lambda: DBOS.destroy(destroy_registry=True))
    loop.set_default_executor(ThreadPoolExecutor())

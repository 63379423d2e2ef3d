"""The Slack side put together: brain, jobs, clients and Bolt's app with every listener on it."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp

from agents.embedder import EmbedderError
from agents.recall import StoreHistory
from bot.access import Door, open_door
from bot.app import Warm, open_brain, open_history
from bot.durable import Durable, open_durable
from bot.plan import Plan
from bot.settings import Settings
from handlers.brain import Brain
from handlers.slack import lifecycle, listeners
from handlers.slack.authorize import Authorize
from handlers.slack.clients import Clients, web_client
from handlers.slack.desk import Desk
from handlers.slack.intake import Intake
from handlers.slack.library_log import library_logger
from handlers.slack.limiter import Limiter
from handlers.slack.work.roster import perform
from store.database import Database
from store.ingest.engine import Limits

_ANSWER_WITHIN = 30  # seconds Slack has for one request
_PARK_AFTER = 10  # seconds what runs has at the end; the next start goes on with the rest
_GONE = "I am not installed in this workspace any more. Ask an admin to install me again."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlackSide:
    """Ready to be served. `speaks` says as whom and where, for people."""

    app: AsyncApp
    jobs: Durable
    database: Database
    speaks: str


@asynccontextmanager
async def open_slack(settings: Settings, plan: Plan) -> AsyncIterator[SlackSide]:
    """Open everything behind the listeners; at the end jobs are finished or parked, then all is closed.

    Raises `SettingsError` for a token or key that is refused, `SlackAwayError`, and what the database
    raises when it does not answer.
    """
    async with AsyncExitStack() as stack:
        timeout = ClientTimeout(total=_ANSWER_WITHIN)
        session = await stack.enter_async_context(ClientSession(timeout=timeout))
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        async with open_history(settings, create=True):
            pass  # from here on there is one, in its newest form
        # The embedding model is large: it loads beside other work where there is something to search.
        warm: Warm = "meanwhile" if settings.index_file.exists() else "no"
        brain = await stack.enter_async_context(open_brain(settings, warm=warm))
        await brain.warm()
        database = _database_of(brain)
        door = await open_door(settings, plan, database=database, session=session, clock=brain.clock)
        desk = _desk(
            settings, brain, Clients(door.accesses, base_url=settings.slack_api_url, session=session)
        )
        jobs = await stack.enter_async_context(
            open_durable(
                database_url=settings.jobs_database,
                replica=settings.replica,
                perform=partial(perform, desk),
                park_after=_PARK_AFTER,
                keep=timedelta(days=settings.keep_days),
            )
        )
        yield SlackSide(_app(settings, door, desk, jobs, session), jobs, database, door.speaks)


def _app(settings: Settings, door: Door, desk: Desk, jobs: Durable, session: ClientSession) -> AsyncApp:
    """Bolt's app. It acknowledges once a listener has returned, which is when the job is recorded."""
    secret = settings.slack_signing_secret
    app = AsyncApp(
        name="crmagent",
        logger=library_logger(),
        client=web_client(base_url=settings.slack_api_url, session=session),
        process_before_response=True,
        signing_secret=secret.get_secret_value() if secret else "",
        # Nothing comes over HTTP without one: see bot/plan.py.
        request_verification_enabled=secret is not None,
        authorize=Authorize(door.accesses),  # type: ignore[arg-type] # may decline, whatever Bolt's type says
        oauth_flow=door.flow,
        user_facing_authorize_error_message=_GONE,
    )
    if door.notice:
        app.middleware(door.notice)
    listeners.register(app, desk, jobs)
    lifecycle.register(app, desk.database, door.installations)
    return app


def _desk(settings: Settings, brain: Brain, clients: Clients) -> Desk:
    return Desk(
        brain=brain,
        database=_database_of(brain),
        clients=clients,
        clock=brain.clock,
        limiter=Limiter(settings.requests_per_minute, brain.clock),
        reactions=settings.reaction_weights,
        intake=Intake(
            folder=settings.data_dir,
            limits=Limits(memory=f"{settings.ingest_memory_mb}MB"),
            refresh=_refresh_of(brain),
        ),
    )


def _refresh_of(brain: Brain) -> Callable[[], Awaitable[None]]:
    history = brain.pipeline.history

    async def refresh() -> None:
        if isinstance(history, StoreHistory):
            try:
                await history.refresh()
            except EmbedderError as error:  # the rows are in; the next search tries again
                log.warning("%s", error)

    return refresh


def _database_of(brain: Brain) -> Database:
    assert brain.database is not None  # noqa: S101 - `open_slack` has just made sure
    return brain.database

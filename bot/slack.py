"""The Slack side put together: brain, jobs, clients and Bolt's app with every listener on it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp

from bot.access import Door, open_door
from bot.app import open_history
from bot.copilot import copilot_desk
from bot.durable import Durable, open_durable
from bot.learning import open_learning
from bot.mind import Mind, open_mind
from bot.plan import Plan
from bot.settings import Settings
from handlers.copilot.desk import CopilotDesk
from handlers.slack import lifecycle, listeners
from handlers.slack.authorize import Authorize
from handlers.slack.clients import Clients, web_client
from handlers.slack.desk import Desk
from handlers.slack.digest_room import DigestRoom
from handlers.slack.intake import Intake
from handlers.slack.library_log import library_logger
from handlers.slack.limiter import Limiter
from handlers.slack.work.roster import perform
from store.database import Database
from store.ingest.engine import Limits

_ANSWER_WITHIN = 30  # seconds Slack has for one request
_PARK_AFTER = 10  # seconds what runs has at the end; the next start goes on with the rest
_GONE = "I am not installed in this workspace any more. Ask an admin to install me again."


@dataclass(frozen=True)
class SlackSide:
    """Ready to be served. `speaks` says as whom and where, for people."""

    app: AsyncApp
    jobs: Durable
    database: Database
    speaks: str
    clock: Callable[[], datetime]
    copilot: CopilotDesk


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
        mind = await stack.enter_async_context(open_mind(settings))
        database, clock = mind.database, mind.brain.clock
        door = await open_door(settings, plan, database=database, session=session, clock=clock)
        clients = Clients(door.accesses, base_url=settings.slack_api_url, session=session)
        desk = _desk(settings, mind, clients)
        jobs = await stack.enter_async_context(
            open_durable(
                database_url=settings.jobs_database,
                replica=settings.replica,
                perform=partial(perform, desk),
                park_after=_PARK_AFTER,
                keep=timedelta(days=settings.keep_days),
            )
        )
        app = _app(settings, door, desk, jobs, session)
        copilot = copilot_desk(settings, mind.brain, mind.converse, database)
        await stack.enter_async_context(open_learning(settings, database, clock))
        yield SlackSide(app, jobs, database, door.speaks, clock, copilot)


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


def _digest_room(settings: Settings) -> DigestRoom:
    """Digests that wait for a model may have half of the requests that it takes at once; people the rest."""
    if settings.engine != "llm":
        return DigestRoom()
    return DigestRoom(fixing=asyncio.Semaphore(max(1, settings.model_concurrency // 2)))


def _desk(settings: Settings, mind: Mind, clients: Clients) -> Desk:
    clock = mind.brain.clock
    limits = Limits(memory=f"{settings.ingest_memory_mb}MB")
    return Desk(
        brain=mind.brain,
        converse=mind.converse,
        database=mind.database,
        clients=clients,
        clock=clock,
        limiter=Limiter(settings.requests_per_minute, clock),
        reactions=settings.reaction_weights,
        digests=_digest_room(settings),
        intake=Intake(folder=settings.data_dir, limits=limits, refresh=mind.refresh),
    )

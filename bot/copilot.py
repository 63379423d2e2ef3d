"""The assistants' side put together: who may call, the tools and the way in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import urlsplit

from agents.content import ContentAgent
from agents.types import Merchant
from bot.app import open_brain
from bot.release import release
from bot.settings import Settings
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.copilot.audit import Audit
from handlers.copilot.boundary import Boundary
from handlers.copilot.caller import SCOPES, Caller
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.http import MCP_PATH, Site, copilot_site
from handlers.copilot.identities import Identities
from handlers.copilot.oauth import Issuer, fetch_json
from handlers.copilot.server import CopilotServer
from handlers.slack.desk import Converse
from handlers.slack.limiter import Limiter
from handlers.tenant import Tenant
from store.database import Database


def copilot_desk(
    settings: Settings, brain: Brain, converse: Converse, database: Database, *, local: Caller | None = None
) -> CopilotDesk:
    """What the tools work with."""
    return CopilotDesk(
        brain=brain,
        converse=converse,
        content=ContentAgent(brain.engine, database),
        database=database,
        audit=Audit(database, brain.clock),
        clock=brain.clock,
        limiter=Limiter(settings.calls_per_minute, brain.clock),
        local=local,
    )


def copilot_server(desk: CopilotDesk) -> CopilotServer:
    """The server, ready to be served once."""
    return CopilotServer(desk, Boundary(desk), version=release())


def open_site(settings: Settings, desk: CopilotDesk, *, address: str) -> Site:
    """The server over HTTP. `address` is where it listens, if nobody set a public one."""
    secret, theirs = settings.slack_signing_secret, settings.oauth_issuer
    public = (settings.public_url or address).rstrip("/")
    issuer = Issuer(theirs, f"{public}{MCP_PATH}", clock=desk.clock, fetch=fetch_json) if theirs else None
    identities = Identities(
        database=desk.database,
        clock=desk.clock,
        signing_secret=secret.get_secret_value() if secret else None,
        slack_scopes=frozenset(settings.slackbot_scopes),
        issuer=issuer,
    )
    site = urlsplit(public)
    return copilot_site(
        copilot_server(desk),
        identities.of,
        address=public,
        hosts=[site.netloc, *settings.more_hosts],
        origins=[f"{site.scheme}://{site.netloc}", *settings.more_origins],
        issuer=theirs,
    )


@asynccontextmanager
async def open_local(settings: Settings, merchant: Merchant) -> AsyncIterator[CopilotDesk]:
    """A desk for whoever sits at this machine, speaking for one shop, with everything in this process."""
    caller = Caller(
        who="local",
        via="local",
        tenant=Tenant(merchant=merchant, name=merchant.name),
        scopes=frozenset(SCOPES),
        time_zone="",
    )
    async with open_brain(settings) as brain:
        assert brain.database is not None  # noqa: S101 - the merchant is of it
        converse = partial(Conversation, brain)
        yield copilot_desk(settings, brain, converse, brain.database, local=caller)

"""What the workers work with: the brain, the store, a client for every workspace, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from agents.types import Draft, Merchant
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.from_reply import from_reply
from handlers.slack.clients import Clients
from handlers.slack.digest_room import DigestRoom
from handlers.slack.intake import Intake
from handlers.slack.limiter import Limiter
from handlers.slack.locks import Locks
from handlers.talk import Answer, Reply, Talk
from handlers.tenant import Tenant
from store.database import Database
from store.rows import WorkspaceRow
from store.workspaces import get_workspace


class Conversing(Protocol):
    """A conversation, wherever it is held: see `handlers.conversation.Conversation`."""

    async def answer(self, text: str, talk: Talk) -> Answer:
        """What to say to `text` after `talk`, and where that leaves the conversation."""

    async def take(self, draft: Draft, talk: Talk) -> Answer:
        """The answer to a draft that comes ready made, and the talk then."""


class Converse(Protocol):
    """Begins a conversation."""

    def __call__(self, *, today: date, tenant: Tenant) -> Conversing:
        """A conversation on this day that speaks for this tenant's shop, and for no other."""


@dataclass(frozen=True)
class Desk:
    """Everything a worker may need. `reactions` says what an emoji name is worth, −1 to 1.

    `brain` is for what is told at once; what takes thought goes through `converse`, which may have
    others do the thinking, so that it keeps nobody from listening.
    """

    brain: Brain
    converse: Converse
    database: Database
    clients: Clients
    clock: Callable[[], datetime]
    limiter: Limiter
    reactions: Mapping[str, float]
    intake: Intake
    locks: Locks = field(default_factory=Locks)
    digests: DigestRoom = field(default_factory=DigestRoom)

    async def workspace(self, team: str) -> WorkspaceRow | None:
        """What we know of a workspace, None before anything was noted of it."""
        async with self.database.session() as session:
            return await get_workspace(session, team_id=team)

    async def card(self, team: str, reply: Reply) -> Card:
        """A reply as this workspace is shown it: with its shop's name and its clock."""
        workspace = await self.workspace(team)
        merchant = workspace.merchant if workspace else None
        name = merchant.name if merchant else None
        return from_reply(reply, merchant_name=name, time_zone=zone_of(workspace))

    async def conversation(self, team: str) -> Conversing:
        """A conversation that speaks for the shop this workspace is connected to, and for no other."""
        workspace = await self.workspace(team)
        return self.converse(today=self.today(workspace), tenant=_tenant(workspace))

    async def at_once(self, team: str, text: str) -> Reply:
        """The reply to something that takes no thought, however many drafts wait for theirs."""
        workspace = await self.workspace(team)
        here = Conversation(self.brain, today=self.today(workspace), tenant=_tenant(workspace))
        return (await here.answer(text, Talk()))[0]

    def today(self, workspace: WorkspaceRow | None) -> date:
        """The day it is where the shop is."""
        return self.clock().astimezone(ZoneInfo(zone_of(workspace))).date()


def _tenant(workspace: WorkspaceRow | None) -> Tenant:
    """Whom a workspace speaks for: its merchant, or nobody yet."""
    row = workspace.merchant if workspace else None
    merchant = Merchant(id=row.id, name=row.name, market=row.market) if row else None
    if workspace is None:
        return Tenant(merchant=merchant, name="this workspace")
    return Tenant.model_validate(
        {
            "merchant": merchant,
            "name": workspace.name,
            "default_audience": workspace.default_audience,
            "default_channel": workspace.default_channel,
        }
    )


def zone_of(workspace: WorkspaceRow | None) -> str:
    """The time zone a workspace chose; UTC until it does."""
    return workspace.time_zone if workspace else "UTC"

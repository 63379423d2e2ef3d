"""What the tools work with: the brain, the store, the clock, and who calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mcp.server.context import ServerRequestContext

from agents.content import ContentAgent
from agents.types import Draft, Merchant, Suggestion
from handlers.brain import Brain
from handlers.copilot.audit import Audit
from handlers.copilot.caller import Caller, Scope
from handlers.copilot.errors import (
    NobodyError,
    NotAllowedError,
    UnknownCampaignHereError,
    UnknownSuggestionError,
)
from handlers.errors import NotConnectedError, UnknownCampaignError
from handlers.history import campaign_draft
from handlers.slack.desk import Converse, Conversing
from handlers.slack.limiter import Limiter
from handlers.talk import Talk
from store.database import Database
from store.rows import SuggestionRow
from store.suggestions import get_suggestion

MAY: dict[Scope, str] = {
    "read": "look into this shop or work on its drafts",
    "write": "change anything",
    "personal": "see personal data",
}


@dataclass(frozen=True)
class CopilotDesk:
    """Everything a tool may need. `local` is who calls where no network is between us, None over HTTP.

    `converse` may have others do the thinking; `brain` and `content` are here, for what is quick.
    """

    brain: Brain
    converse: Converse
    content: ContentAgent
    database: Database
    audit: Audit
    clock: Callable[[], datetime]
    limiter: Limiter
    local: Caller | None = None

    def caller(self, context: ServerRequestContext[Any, Any]) -> Caller:
        """Who sent this request, as the gate found out. Raises `NobodyError`."""
        if context.request is None:
            found = self.local
        else:
            found = context.request.scope.get("state", {}).get("caller")
        if not isinstance(found, Caller) or not found.who:
            raise NobodyError
        return found

    def today(self, caller: Caller) -> date:
        """The day it is where the shop is."""
        zone = ZoneInfo(caller.time_zone) if caller.time_zone else None  # where this runs
        return self.clock().astimezone(zone).date()

    def conversation(self, caller: Caller) -> Conversing:
        """A conversation that speaks for the caller's shop, and for no other."""
        return self.converse(today=self.today(caller), tenant=caller.tenant)

    async def campaign(self, caller: Caller, campaign_id: str) -> Draft:
        """One of the shop's campaigns as a draft. Raises `RequestError`, the same if another shop has it."""
        try:
            return await campaign_draft(self.database, campaign_id, merchant=shop_of(caller))
        except UnknownCampaignError:
            raise UnknownCampaignHereError(campaign_id) from None

    async def suggestion(self, caller: Caller, suggestion_id: str) -> SuggestionRow:
        """One of the shop's earlier answers. Raises `UnknownSuggestionError`."""
        async with self.database.session() as session:
            row = await get_suggestion(
                session, merchant_id=shop_of(caller).id, suggestion_id=suggestion_id.strip()
            )
        if row is None:
            raise UnknownSuggestionError(suggestion_id)
        return row

    async def improved(self, caller: Caller, draft: Draft, talk: Talk) -> tuple[Draft, Suggestion]:
        """The suggestion for a draft, the same as in Slack, and the draft as it was taken."""
        reply, _ = await self.conversation(caller).take(draft, talk)
        assert reply.draft is not None  # noqa: S101 - what is taken is answered
        assert reply.suggestion is not None  # noqa: S101 - as above
        return reply.draft, reply.suggestion


def shop_of(caller: Caller) -> Merchant:
    """The shop the caller speaks for. Raises `NotConnectedError` in a workspace that has none."""
    if caller.tenant.merchant is None:
        raise NotConnectedError
    return caller.tenant.merchant


def require(caller: Caller, scope: Scope) -> None:
    """Raise `NotAllowedError` unless the caller has this switch."""
    if scope not in caller.scopes:
        raise NotAllowedError(scope, MAY[scope])

"""`explain_segment`, `list_underperforming` and `get_campaign`: what the history says."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from agents.audiences import profile
from agents.types import Channel, Segment
from handlers.copilot import drafts as d
from handlers.copilot.desk import CopilotDesk, shop_of
from handlers.copilot.remembering import campaign_text, campaigns_text, segment_text
from handlers.copilot.rich import campaigns_meta
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.types import CampaignResult, CampaignsResult, SegmentResult
from handlers.copilot.veil import veiled
from handlers.history import campaign_figures, campaigns_of

_EXPLAIN = """Explain an audience segment: what may be presumed of its people, and what strong messages to \
them do that weak ones don't.

Use this before writing to an audience, or for “what works with lapsing buyers?”. The contrast is measured \
on the engagement of real messages, with shares, intervals and sample sizes; other shops are never named."""

_LIST = """List the shop's campaigns that underperform, worst first.

Use this for “what should I fix first?” or “review my campaigns”. Only campaigns in the bottom quarter of \
their audience are listed, each with its words and figures. Then call rewrite_message with a campaign_id."""

_GET = """Get one of the shop's campaigns by its id: what was sent to whom, with which offer, and how it did.

Use this when somebody names a campaign (“how did C-1042 do?”). To improve it, call rewrite_message with the \
same campaign_id."""

_SCANNED = 500  # campaigns that a filter looks through
_Limit = Annotated[int, Field(ge=1, le=50, description="At most so many.")]
_Only = Annotated[Segment | None, Field(description="Only those to this audience.")]
_OnlyBy = Annotated[Channel | None, Field(description="Only those sent this way.")]


class Looking:
    """The tools with what they work with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (
            Spec(self.explain_segment, "Explain an audience", _EXPLAIN),
            Spec(self.list_underperforming, "List underperforming campaigns", _LIST, card=True),
            Spec(self.get_campaign, "Get a campaign", _GET),
        )

    async def explain_segment(
        self, context: Context, audience: Annotated[Segment, Field(description="Which audience.")]
    ) -> Annotated[CallToolResult, SegmentResult]:
        """What an audience implies, and the measured contrast."""
        caller = self._desk.caller(context.request_context)
        found = await segment_result(self._desk, caller.merchant_id, audience)
        return answered(found, segment_text(found))

    async def list_underperforming(
        self, context: Context, audience: _Only = None, channel: _OnlyBy = None, limit: _Limit = 8
    ) -> Annotated[CallToolResult, CampaignsResult]:
        """The campaigns most in need of a fix."""
        caller = self._desk.caller(context.request_context)
        most = _SCANNED if audience or channel else limit
        lines = await campaigns_of(self._desk.database, shop_of(caller), weak_only=True, limit=most)
        kept = [
            line
            for line in lines
            if line.audience == (audience or line.audience) and line.channel == (channel or line.channel)
        ]
        found = veiled(CampaignsResult(campaigns=tuple(kept[:limit])), caller)
        return answered(found, campaigns_text(found), meta=campaigns_meta(context, caller, found))

    async def get_campaign(
        self, context: Context, campaign_id: d.CampaignId
    ) -> Annotated[CallToolResult, CampaignResult]:
        """One campaign and its figures."""
        caller = self._desk.caller(context.request_context)
        draft = await self._desk.campaign(caller, campaign_id)
        figures = await campaign_figures(self._desk.database, draft)
        result = CampaignResult(campaign_id=draft.id or campaign_id, draft=draft, figures=figures)
        found = veiled(result, caller)
        return answered(found, campaign_text(found.draft, found.figures))


async def segment_result(desk: CopilotDesk, merchant_id: str | None, audience: Segment) -> SegmentResult:
    """What is known of an audience; the contrast is None without enough history, or for a stranger."""
    known = profile(audience)
    contrast = await desk.content.contrast(audience, merchant_id=merchant_id) if merchant_id else None
    fields = known.model_dump(include={"plain_name", "truth", "may", "may_not", "tone"})
    return SegmentResult.model_validate({"audience": audience, "contrast": contrast, **fields})

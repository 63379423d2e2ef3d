"""`rewrite_message`: a draft, a campaign or an earlier answer goes in, the suggestion comes out."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from agents.first_version import watched_by
from agents.types import Draft, Suggestion, Wish
from agents.wishes import add_wishes
from handlers.copilot import drafts as d
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.errors import OneSourceError
from handlers.copilot.progress import Progress
from handlers.copilot.rich import suggestion_meta
from handlers.copilot.telling import suggestion_text
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.veil import veiled
from handlers.talk import Talk

_DESCRIPTION = """Rewrite a CRM message (push, chat, e-mail, SMS, WhatsApp) so that it can be sent.

Use this when somebody wants a marketing message improved, fixed, shortened or said another way. Give the \
draft in `body` (its exact words), or `campaign_id` for one of the shop's campaigns, or `suggestion_id` with \
`wishes` to have an earlier answer told differently. Returns the rewrite, other versions, what was weak with \
the words quoted, step-by-step guidance, scores, and questions that only the merchant can answer. It invents \
no fact and keeps placeholders byte for byte: show `message` as it is and do not embellish it. With outcome \
“ask”, put the questions to the merchant first."""

_CAMPAIGN = Field(max_length=200, description="Instead of body: one of the shop's campaigns, such as C-1042.")
_EARLIER = Field(max_length=200, description="Instead of body: an earlier answer, to be told as wished.")


class Rewriting:
    """The tool with what it works with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (Spec(self.rewrite_message, "Rewrite a message", _DESCRIPTION, card=True),)

    async def rewrite_message(  # noqa: PLR0913, PLR0917 - a draft's own fields
        self,
        context: Context,
        body: d.Body = "",
        title: d.Title = None,
        audience: d.Audience = None,
        channel: d.Where = None,
        product: d.About = None,
        voucher: d.Offer = None,
        language: d.Language = None,
        wishes: d.Wishes = (),
        campaign_id: Annotated[str, _CAMPAIGN] = "",
        suggestion_id: Annotated[str, _EARLIER] = "",
    ) -> Annotated[CallToolResult, Suggestion]:
        """The suggestion for exactly one of a text, a campaign and an earlier answer."""
        caller = self._desk.caller(context.request_context)
        told = d.Told(title=title, audience=audience, channel=channel, product=product, voucher=voucher)
        given = {"body": body, "campaign_id": campaign_id, "suggestion_id": suggestion_id}
        draft = await self._draft(caller, given, told.model_copy(update={"language": language}))
        answer = await self._answer(context, caller, draft, wishes)
        return shown(context, caller, *answer, of_history=not body.strip())

    async def _draft(self, caller: Caller, given: dict[str, str], told: d.Told) -> Draft:
        """The draft that was given in one of three ways. Raises `RequestError`."""
        said = [(kind, value) for kind, value in given.items() if value.strip()]
        if len(said) != 1:
            raise OneSourceError
        kind, value = said[0]
        if kind == "body":
            return told.draft(value)
        if kind == "campaign_id":
            return told.over(await self._desk.campaign(caller, value))
        return told.over(Draft.model_validate((await self._desk.suggestion(caller, value)).draft))

    async def _answer(
        self, context: Context, caller: Caller, draft: Draft, wishes: tuple[Wish, ...]
    ) -> tuple[Draft, Suggestion]:
        """The suggestion, with word on the way to it for whoever asked for that."""
        progress = Progress(context)
        await progress.tell(0, "Reading the draft…")
        with watched_by(progress.first_version):
            answer = await self._desk.improved(caller, draft, Talk(wishes=add_wishes((), wishes)))
        await progress.done()
        return answer


def shown(
    context: Context, caller: Caller, draft: Draft, suggestion: Suggestion, *, of_history: bool
) -> CallToolResult:
    """A suggestion as this caller may see it; what they said themselves is never hidden from them."""
    if of_history:
        draft, suggestion = veiled(draft, caller), veiled(suggestion, caller)
    meta = suggestion_meta(context, caller, draft, suggestion)
    return answered(suggestion, suggestion_text(draft, suggestion), meta=meta)

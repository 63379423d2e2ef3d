"""`diagnose_message` and `compare_messages`: judging without writing."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from agents.types import Draft, Message
from handlers.copilot import drafts as d
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.judging import compare, diagnose
from handlers.copilot.telling import comparison_text, diagnosis_text
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.types import ComparisonResult, DiagnosisResult, MessageIn

_DIAGNOSE = """Say what is weak about a CRM message, without rewriting it.

Use this when somebody asks whether a message is good, why it performs badly or what is wrong with it. \
Returns at most five kinds of error with the words quoted, what contradicts the offer, channel problems, \
scores (1, 3 or 5) and questions to the merchant. To get a better version call rewrite_message instead."""

_COMPARE = """Say which of two CRM messages suits an audience better.

Use this for “which one should I send?”. Both are judged blind and in both orders; if the orders disagree \
it is a tie. Returns the winner, how sure that is, and both scores with reasons. It predicts, it does not \
measure: plan_trial says what a real test would take."""


class Judging:
    """The tools with what they work with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (
            Spec(self.diagnose_message, "Diagnose a message", _DIAGNOSE),
            Spec(self.compare_messages, "Compare two messages", _COMPARE),
        )

    async def diagnose_message(
        self,
        context: Context,
        body: Annotated[d.Body, Field(min_length=1)],
        title: d.Title = None,
        audience: d.Audience = None,
        channel: d.Where = None,
        product: d.About = None,
        voucher: d.Offer = None,
        language: d.Language = None,
    ) -> Annotated[CallToolResult, DiagnosisResult]:
        """What is wrong with a draft, and how sure."""
        caller = self._desk.caller(context.request_context)
        told = d.Told(title=title, audience=audience, channel=channel, product=product, voucher=voucher)
        draft = told.model_copy(update={"language": language}).draft(body)
        today = self._desk.today(caller)
        found = await diagnose(self._desk.brain, _own(caller, draft), caller.tenant.usual, today=today)
        return answered(found, diagnosis_text(found))

    async def compare_messages(
        self,
        context: Context,
        first: Annotated[MessageIn, Field(description="One message, often the draft.")],
        second: Annotated[MessageIn, Field(description="The other one.")],
        audience: d.Audience = None,
        channel: d.Where = None,
        product: d.About = None,
        voucher: d.Offer = None,
    ) -> Annotated[CallToolResult, ComparisonResult]:
        """Which of two messages is better, and why."""
        caller = self._desk.caller(context.request_context)
        told = d.Told(title=first.title, audience=audience, channel=channel, product=product, voucher=voucher)
        draft, today = _own(caller, told.draft(first.body)), self._desk.today(caller)
        other = Message(title=second.title, body=second.body)
        found = await compare(self._desk.brain, draft, other, caller.tenant.usual, today=today)
        return answered(found, comparison_text(found))


def _own(caller: Caller, draft: Draft) -> Draft:
    """The draft as the caller's shop's."""
    return draft.model_copy(update={"merchant": caller.tenant.merchant})

"""`record_feedback`: what somebody thinks of a suggestion, kept where the bot in Slack keeps it."""

from typing import Annotated, Literal, NamedTuple

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from agents.assume import fill_in
from agents.types import Draft, Suggestion
from handlers.copilot import drafts as d
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk, shop_of
from handlers.copilot.errors import UnknownVersionError
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.types import FeedbackResult
from store.keys import content_key
from store.rows import SignalKind, SuggestionRow
from store.signals import add_signal

Verdict = Literal["used", "good", "bad"]

_DESCRIPTION = """Keep what the user thinks of a suggestion: “used” when they take a version, “good” or \
“bad” when they say so.

Call this only when the user has said it. It teaches the shop's future suggestions. Repeating the same \
verdict changes nothing."""

_PLACE = "copilot"
_Verdict = Annotated[Verdict, Field(description="What they said.")]
_Version = Annotated[int, Field(ge=1, le=9, description="1 is the rewrite, 2 and up the other versions.")]
_Why = Annotated[str, Field(max_length=500, description="Their reason in their words, if they gave one.")]


class _Deed(NamedTuple):
    kind: SignalKind
    value: str
    words: str = ""


class Feedback:
    """The tool with what it works with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (Spec(self.record_feedback, "Record feedback", _DESCRIPTION, scope="write"),)

    async def record_feedback(
        self,
        context: Context,
        suggestion_id: d.SuggestionId,
        verdict: _Verdict,
        version: _Version = 1,
        reason: _Why = "",
    ) -> Annotated[CallToolResult, FeedbackResult]:
        """Keep the verdict, once."""
        caller = self._desk.caller(context.request_context)
        row = await self._desk.suggestion(caller, suggestion_id)
        suggestion = Suggestion.model_validate(row.suggestion)
        versions = bool(suggestion.message) + len(suggestion.variants)
        if version > max(1, versions):
            raise UnknownVersionError(version, versions)
        for deed in _deeds(verdict, version, reason):
            await self._keep(caller, row, deed, version)
        kept = FeedbackResult(suggestion_id=row.id, kept=verdict, version=version)
        return answered(kept, f"Kept: version {version} of {row.id} is “{verdict}”. Thank you.")

    async def _keep(self, caller: Caller, row: SuggestionRow, deed: _Deed, version: int) -> None:
        """A signal as a button in Slack would leave it; its key names the deed, so it is kept once."""
        taken = fill_in(Draft.model_validate(row.draft), caller.tenant.usual).draft
        detail = {"audience": taken.audience, "channel": taken.channel, "through": caller.via}
        async with self._desk.database.session() as session:
            await add_signal(
                session,
                key=content_key(caller.via, caller.team, caller.who, row.id, deed.kind, deed.value, version),
                team_id=caller.team,
                merchant_id=shop_of(caller).id,
                suggestion_id=row.id,
                channel=_PLACE,
                ts=row.id,
                user_id=caller.who,
                kind=deed.kind,
                value=deed.value,
                version=version,
                at=self._desk.clock(),
                detail=detail | ({"words": deed.words} if deed.words else {}),
            )


def _deeds(verdict: Verdict, version: int, reason: str) -> list[_Deed]:
    """The signals that the same deed leaves in Slack."""
    words = reason.strip()
    said = [_Deed("reason", "other", words)] if words else []
    if verdict == "used":
        return [_Deed("adoption", "used"), _Deed("choice", str(version)), *said]
    return [_Deed("feedback", verdict), *said]

"""What can be read without a tool: audiences, kinds of error, campaigns and earlier answers."""

from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context

from agents.audiences import profile
from agents.types import ERROR_TYPES, SEGMENTS
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.documents import document
from handlers.copilot.errors import UnknownSegmentError
from handlers.copilot.guide import GUIDE
from handlers.copilot.remembering import segment_text
from handlers.copilot.tools.looking import segment_result
from handlers.copilot.veil import veiled_text
from handlers.words import ERROR

_TEXT = "text/markdown"
_TOLD = (
    ("crm://segments", "Audiences", "The eleven audiences, by the names the tools take."),
    ("crm://error-types", "What makes a message weak", "The five kinds of error, and how each is mended."),
    (
        "crm://segments/{audience}",
        "One audience",
        "What may be presumed of its people, and what strong messages to them do that weak ones don't.",
    ),
    (
        "crm://suggestions/{suggestion_id}",
        "An earlier answer",
        "A suggestion by its id: the draft, the rewrite, why, and what it rests on.",
    ),
    (
        "crm://campaigns/{campaign_id}",
        "A campaign of the shop's",
        "What was sent to whom, with which offer, and how it did.",
    ),
)
KINDS = ("segments", "error-types", "suggestions", "campaigns")


class Library:
    """The resources with what they are read from."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    async def segment(self, audience: str, context: Context) -> str:
        """One audience: what may be presumed of it, and what was measured. Raises `UnknownSegmentError`."""
        caller = self._desk.caller(context.request_context)
        segment = next((one for one in SEGMENTS if one == audience), None)
        if segment is None:
            raise UnknownSegmentError(audience)
        return segment_text(await segment_result(self._desk, caller.merchant_id, segment))

    async def suggestion(self, suggestion_id: str, context: Context) -> str:
        """An earlier answer in full."""
        return await self._document(f"suggestion:{suggestion_id}", context)

    async def campaign(self, campaign_id: str, context: Context) -> str:
        """A campaign in full."""
        return await self._document(f"campaign:{campaign_id}", context)

    async def _document(self, name: str, context: Context) -> str:
        caller = self._desk.caller(context.request_context)
        return veiled_text((await document(self._desk, caller, name)).text, caller)


def add_resources(server: MCPServer[Any], desk: CopilotDesk) -> None:
    """Offer them on this server."""
    library = Library(desk)
    functions: tuple[Callable[..., Any], ...] = (
        segments,
        error_types,
        library.segment,
        library.suggestion,
        library.campaign,
    )
    for function, (uri, title, description) in zip(functions, _TOLD, strict=True):
        server.resource(uri, title=title, description=description, mime_type=_TEXT)(function)


def segments() -> str:
    """The audiences with what each is, a line each."""
    return "\n".join(f"- `{one}`: {profile(one).plain_name}; {profile(one).truth}" for one in SEGMENTS)


def error_types() -> str:
    """The kinds of error with what mends them, a paragraph each."""
    return "\n\n".join(f"**{ERROR[kind]}** (`{kind}`). {GUIDE[kind]}" for kind in ERROR_TYPES)

"""`search` and `fetch` over campaigns and earlier answers, in the shape that research assistants expect."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from agents.types import Value
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.documents import document, look_up
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.types import Document, SearchResult
from handlers.copilot.veil import veiled

_SEARCH = """Search the shop's campaigns and earlier suggestions by words of the message, product, audience, \
channel, voucher or id.

Returns ids with titles, best first; read one in full with fetch."""

_FETCH = """Fetch one campaign or suggestion in full, by an id that search returned (“campaign:C-1042”, \
“suggestion:S-…”)."""

_Query = Annotated[str, Field(min_length=1, max_length=300, description="Words to look for.")]
_Id = Annotated[str, Field(min_length=1, max_length=300, description="An id that search returned.")]


class Searching:
    """The tools with what they work with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (
            Spec(self.search, "Search campaigns and suggestions", _SEARCH),
            Spec(self.fetch, "Fetch a campaign or suggestion", _FETCH),
        )

    async def search(self, context: Context, query: _Query) -> Annotated[CallToolResult, SearchResult]:
        """What the words stand in."""
        caller = self._desk.caller(context.request_context)
        results = await look_up(self._desk, caller, query)
        return _as_json(veiled(SearchResult(results=results), caller))

    async def fetch(self, context: Context, id: _Id) -> Annotated[CallToolResult, Document]:  # noqa: A002 - theirs
        """One of them in full."""
        caller = self._desk.caller(context.request_context)
        return _as_json(veiled(await document(self._desk, caller, id), caller))


def _as_json(found: Value) -> CallToolResult:
    """Their clients read the text as JSON."""
    return answered(found, found.model_dump_json())

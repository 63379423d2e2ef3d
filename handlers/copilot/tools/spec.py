"""How a tool is told of to the model that chooses, and how it answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mcp.types import CallToolResult, TextContent

from agents.types import Value
from handlers.copilot.caller import Scope


@dataclass(frozen=True)
class Spec:
    """A tool: what runs, what it is called, what it is for, and which switch it takes.

    `card` names what its results are shown as, where a client shows more than text.
    """

    run: Callable[..., Awaitable[CallToolResult]]
    title: str
    description: str
    scope: Scope = "read"
    card: bool = False

    @property
    def name(self) -> str:
        """The name by which it is called."""
        return str(self.run.__name__)


def answered(value: Value, text: str, *, meta: Mapping[str, Any] | None = None) -> CallToolResult:
    """A result: the value for programs, the text for models, and what rich clients show in `meta`."""
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structured_content=value.model_dump(mode="json"),
        _meta=dict(meta) if meta else None,
    )

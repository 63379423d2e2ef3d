"""The tools as they are published, for packages that have to carry their descriptions."""

from typing import Any, cast

from handlers.copilot.boundary import Boundary
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.server import CopilotServer


async def published_tools() -> list[dict[str, Any]]:
    """What `tools/list` answers, without anything behind it."""
    # Neither is asked for anything: nothing is called.
    nobodys, nothing = cast("CopilotDesk", None), cast("Boundary", None)
    server = CopilotServer(nobodys, nothing, version="")
    tools = await server.list_tools()
    return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools]

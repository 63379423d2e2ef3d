"""The server for a client on this machine, over standard input and output."""

from handlers.copilot.server import CopilotServer


async def serve_locally(server: CopilotServer) -> None:
    """Answer until standard input ends. Standard output is the protocol's alone."""
    await server.run_stdio_async()

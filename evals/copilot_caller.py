"""The other side of `evals.copilot`: many callers at once, in a process of their own.

Reads lines of JSON on standard input: first the address, the token, how many callers there are and how
many seconds apart they begin, then the arguments of one call a line. Writes what each took and what came
back, in the same order.
"""

import asyncio
import json
import sys
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, TCPConnector

Json = dict[str, Any]
Calls = asyncio.Queue[tuple[int, Json]]
_HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


async def _caller(session: ClientSession, how: Json, number: int, calls: Calls, told: list[Json]) -> None:
    """One caller: the next call when the one before is answered."""
    await asyncio.sleep(number * how["apart"])
    while not calls.empty():
        place, arguments = calls.get_nowait()
        body = {
            "jsonrpc": "2.0",
            "id": place,
            "method": "tools/call",
            "params": {"name": "rewrite_message", "arguments": arguments},
        }
        started = perf_counter()
        async with session.post(how["url"], json=body) as answer:
            content = await answer.json()
        seconds = perf_counter() - started
        told[place] = {"seconds": seconds, "status": answer.status, "result": content.get("result")}


async def _run(how: Json, arguments: list[Json]) -> list[Json]:
    calls: Calls = asyncio.Queue()
    for one in enumerate(arguments):
        calls.put_nowait(one)
    told: list[Json] = [{} for _ in arguments]
    headers = {**_HEADERS, "Authorization": f"Bearer {how['token']}"}
    async with ClientSession(headers=headers, connector=TCPConnector(limit=0)) as session:
        callers = (_caller(session, how, number, calls, told) for number in range(how["callers"]))
        await asyncio.gather(*callers)
    return told


def main() -> None:
    """Call, and tell."""
    how, *arguments = (json.loads(line) for line in sys.stdin)
    print(json.dumps(asyncio.run(_run(how, arguments))))


if __name__ == "__main__":
    main()

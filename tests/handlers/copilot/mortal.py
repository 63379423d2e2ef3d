"""A process that answers one call, is at work on another, and is killed: run by `test_audit.py`.

Takes the address of a database with a merchant `m02`.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime

from handlers.copilot.audit import Audit, Call
from store.database import Database

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def call(tool: str, merchant: str | None = "m02") -> Call:
    """A call of this tool, with a token."""
    return Call(who="T-1", via="token", team="", merchant_id=merchant, tool=tool)


async def main(url: str) -> None:
    """Live, and die."""
    audit = Audit(Database(url), lambda: NOW)
    async with audit.call(call("start_trial")) as working:
        await working.kept()
        async with audit.call(call("search")):
            pass
        os.kill(os.getpid(), signal.SIGKILL)  # "search" has just been answered


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

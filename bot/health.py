"""Whether all is well, for whoever watches over the process."""

import asyncio
from collections.abc import Awaitable

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler

from bot.cli.errors import shielded
from bot.slack import SlackSide

_PATIENCE = 2  # seconds each part has to answer


async def read_health(slack: SlackSide, socket: AsyncSocketModeHandler | None) -> dict[str, bool | int]:
    """Each part and whether it is well, `ok` if all are, and how many jobs are not finished yet."""
    database, unfinished = await asyncio.gather(_answers(_ask(slack)), _answers(slack.jobs.unfinished()))
    health: dict[str, bool | int] = {"database": database is not None, "jobs": unfinished is not None}
    if socket is not None:
        health["socket"] = await socket.client.is_connected()
    return {"ok": all(health.values()), **health, "unfinished": unfinished or 0}


async def _ask(slack: SlackSide) -> int:
    async with slack.database.engine.connect() as connection:
        await connection.exec_driver_sql("SELECT 1")
    return 1


async def _answers(work: Awaitable[int]) -> int | None:
    """What the work gives, None if it fails or takes too long."""
    return await shielded(asyncio.wait_for(work, _PATIENCE), lambda _why: None)

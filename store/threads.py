"""What is remembered of a thread of conversation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Thread
from store.rows import ThreadRow
from store.upsert import upsert


async def get_thread(session: AsyncSession, *, team_id: str, channel: str, thread: str) -> ThreadRow | None:
    """The thread under this root message, None when nothing was said in it yet."""
    place = {"team_id": team_id, "channel": channel, "thread": thread}
    found = await session.get(Thread, place, populate_existing=True)
    return ThreadRow.of(found) if found else None


async def save_thread(
    session: AsyncSession,
    *,
    team_id: str,
    channel: str,
    thread: str,
    talk: Mapping[str, Any],
    key: str,
    now: datetime,
) -> None:
    """Remember `talk` (plain JSON) in place of what was; `key` names what it takes into account last."""
    place = {"team_id": team_id, "channel": channel, "thread": thread}
    await upsert(session, Thread, [place | {"talk": dict(talk), "last_key": key, "updated_at": now}])

"""The items of a digest: what is pressed under it is meant for the answer in its thread."""

import asyncio
from collections.abc import Mapping
from typing import Any

from handlers.errors import RequestError
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job
from store.digests import digest_at

_LOOKS, _PAUSE = 40, 0.25  # seconds
_FIRST = "1"  # the version that is the rewrite itself


class DigestNotKnownError(RequestError):
    """The message a button stands on is no digest that we know."""

    def __init__(self) -> None:
        super().__init__("I no longer know this digest. “weak” lists what to fix first.")


async def in_thread(desk: Desk, job: Job, position: str) -> Job:
    """The same press on the item's answer. Raises `DigestNotKnownError`.

    The message is there before the answers in its thread are: a press may be quicker.
    """
    for _ in range(_LOOKS):
        async with desk.database.session() as session:
            digest = await digest_at(session, team_id=job.team, channel=job.channel, ts=job.ts)
        items = digest.items if digest else ()
        answer = next((item.ts for item in items if str(item.position) == position and item.ts), None)
        if answer is not None:
            data: Mapping[str, Any] = {**job.data, "value": _FIRST}
            return job.model_copy(update={"thread": job.ts, "ts": answer, "data": data})
        await asyncio.sleep(_PAUSE)
    raise DigestNotKnownError

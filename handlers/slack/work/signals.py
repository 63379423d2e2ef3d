"""What people tell us by what they do, written down once: nothing of it may be lost."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import Standing
from store.signals import add_signal


async def note(
    desk: Desk,
    job: Job,
    steps: Steps,
    found: Standing,
    *,
    kind: str,
    value: str,
    version: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep a signal about an answer, under a key of its own so that it is kept once."""
    signal = {"kind": kind, "value": value, "version": version, "detail": dict(detail or {})}
    await steps.run(f"note {kind}", partial(_add, desk, job, found, signal))


async def _add(desk: Desk, job: Job, found: Standing, signal: Mapping[str, Any]) -> None:
    async with desk.database.session() as session:
        await add_signal(
            session,
            key=f"{job.key}:{signal['kind']}",
            team_id=job.team,
            merchant_id=found.row.merchant_id,
            suggestion_id=found.row.suggestion_id,
            channel=found.row.channel,
            ts=found.row.ts,
            user_id=job.user,
            at=desk.clock(),
            **signal,
        )

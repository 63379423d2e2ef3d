"""How many digests are made at once, so that two thousand of one morning keep nobody else waiting."""

import asyncio
from dataclasses import dataclass, field

from handlers.slack.pace import Pace

_UNDER_WAY = 24  # most of them wait for their turn to post, a second each
_FIXING = 2  # drafts at once: somebody who asks for an answer waits for two at most


def _under_way() -> asyncio.Semaphore:
    return asyncio.Semaphore(_UNDER_WAY)


def _fixing() -> asyncio.Semaphore:
    return asyncio.Semaphore(_FIXING)


@dataclass(frozen=True)
class DigestRoom:
    """First come, first served, at each of the three doors. `drawing` lets one draw at a time."""

    under_way: asyncio.Semaphore = field(default_factory=_under_way)
    fixing: asyncio.Semaphore = field(default_factory=_fixing)
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)
    pace: Pace = field(default_factory=Pace)

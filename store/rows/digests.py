"""Digests, whom they are due for, and what they are chosen from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItemRow(Row):
    """One template of a digest, in the units of `store.models.DigestItem`."""

    position: int
    campaign_id: str
    suggestion_id: str
    shrunk_score: float
    gain: float
    ts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow(Row):
    """A shop's digest of a week with its items in order, in the units of `store.models.Digest`."""

    merchant_id: str
    week: str
    team_id: str
    channel: str
    ts: str | None
    content: dict[str, Any]
    created_at: datetime
    posted_at: datetime | None
    items: tuple[DigestItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlanRow(Row):
    """Where and when a shop's digest is due, as its first connected workspace with a channel has it.

    `updated_at` is when that workspace was last changed.
    """

    merchant_id: str
    team_id: str
    name: str
    time_zone: str
    digest_channel: str
    digest_day: int
    digest_hour: int
    updated_at: datetime

"""Slack workspaces, and what was said in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.rows.base import Row
from store.rows.catalogue import MerchantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceRow(Row):
    """A Slack workspace, in the units of `store.models.Workspace`; `merchant` is None until connected."""

    team_id: str
    enterprise_id: str | None
    name: str
    merchant: MerchantRow | None
    time_zone: str
    digest_channel: str | None
    digest_day: int
    digest_hour: int
    default_audience: str | None
    default_channel: str | None
    editors: tuple[str, ...]
    lends_votes: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingRow(Row):
    """A connected workspace, whether it lends its votes, and how many of them stand."""

    team_id: str
    name: str
    merchant_id: str
    merchant_name: str
    lends_votes: bool
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow(Row):
    """A thread, what is remembered of it, and the key of the last happening that this takes in."""

    team_id: str
    channel: str
    thread: str
    talk: dict[str, Any]
    last_key: str
    updated_at: datetime

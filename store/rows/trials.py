"""Trials and what the logs say of their arms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialArmRow(Row):
    """One arm: "A" is the control. Its messages are sent as `variant` of `campaign_id`, or as all of it."""

    arm: str
    intent: str | None
    title: str | None
    body: str
    campaign_id: str
    variant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow(Row):
    """A trial with its arms, in the units of `store.models.Trial`."""

    merchant_id: str
    id: str
    team_id: str | None
    suggestion_id: str | None
    campaign_id: str | None
    audience: str
    channel: str
    plan: dict[str, Any]
    looks: list[dict[str, Any]]
    verdict: str | None
    created_by: str | None
    created_at: datetime
    ended_at: datetime | None
    arms: tuple[TrialArmRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow(Row):
    """What messages brought, added up: those of one version of a campaign, or of several campaigns."""

    delivered: int
    clicked: int
    unsubscribe: int
    score_sum: float
    score_squares: float

"""Answers given, what became of them, and what people told us by what they did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.rows.base import Row
from store.rows.campaigns import EngagementRow

DecisionKind = Literal["used", "edited", "dismissed"]
SignalKind = Literal[
    "reaction", "feedback", "reason", "choice", "edit", "dismissal", "adoption", "audience", "outcome"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow(Row):
    """An answer given and the draft it answers, as the JSON of the contract."""

    id: str
    merchant_id: str | None
    draft: dict[str, Any]
    suggestion: dict[str, Any]
    engine: str
    outcome: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow(Row):
    """A suggestion where it stands in Slack, in the units of `store.models.Answer`.

    Everything after `created_at` is None until somebody decides.
    """

    team_id: str
    channel: str
    ts: str
    thread: str
    suggestion_id: str
    merchant_id: str | None
    asked_by: str
    created_at: datetime
    decision: DecisionKind | None
    version: int | None
    decided_by: str | None
    decided_at: datetime | None
    decision_key: str | None
    final_title: str | None
    final_body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedRow(Row):
    """Words that somebody took, and what became of them.

    `audience` and `channel` are what the draft was for, None where it did not say. If the draft was
    a campaign, `campaign_id` names it and `before` is what that brought. If the words were sent,
    `sent_as` names the campaign and `after` is what that brought.
    """

    suggestion_id: str
    decision: DecisionKind
    by: str
    at: datetime
    title: str | None
    body: str
    audience: str | None
    channel: str | None
    campaign_id: str | None
    before: EngagementRow | None
    sent_as: str | None
    after: EngagementRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow(Row):
    """One thing somebody did about an answer, in the units of `store.models.Signal`."""

    key: str
    team_id: str
    merchant_id: str | None
    suggestion_id: str | None
    channel: str
    ts: str
    user_id: str
    kind: SignalKind
    value: str
    version: int | None
    detail: dict[str, Any]
    at: datetime
    removed_at: datetime | None

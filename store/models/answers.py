"""Answers given, what became of them, and what people told us by what they did."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table


class Suggestion(Table, table=True):
    """An answer given, with the draft it answers, both as the JSON of the contract.

    The merchant may be unknown to the store (a draft brings its own) or None.
    """

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "merchant_id", "created_at"),)

    id: str = Field(primary_key=True, sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    draft: dict[str, Any] = Field(sa_type=JSON)
    suggestion: dict[str, Any] = Field(sa_type=JSON)
    engine: str = Field(sa_type=CleanText)
    outcome: str = Field(sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)


class Answer(Table, table=True):
    """A suggestion where it stands in Slack, named by its message, and what people decided about it.

    `version` is what was taken: 1 the rewrite, 2 and up the variants. `decision_key` names the deed
    that settled it; `final_title` and `final_body` are the words of somebody who edited them.
    """

    __tablename__ = "answers"
    __table_args__ = (
        Index(None, "team_id", "created_at"),
        Index(None, "team_id", "merchant_id", "decided_at"),
    )

    team_id: str = Field(primary_key=True, sa_type=CleanText)
    channel: str = Field(primary_key=True, sa_type=CleanText)
    ts: str = Field(primary_key=True, sa_type=CleanText)
    thread: str = Field(sa_type=CleanText)
    suggestion_id: str = Field(sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    asked_by: str = Field(sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)
    decision: str | None = Field(default=None, sa_type=CleanText)
    version: int | None = None
    decided_by: str | None = Field(default=None, sa_type=CleanText)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decision_key: str | None = Field(default=None, sa_type=CleanText)
    final_title: str | None = Field(default=None, sa_type=CleanText)
    final_body: str | None = Field(default=None, sa_type=CleanText)


class Signal(Table, table=True):
    """One thing somebody did that says what they think of an answer; kept even when taken back.

    `key` names the happening and no person; `at` is when it happened, `removed_at` when it was undone.
    """

    __tablename__ = "signals"
    __table_args__ = (
        Index(None, "team_id", "channel", "ts"),
        Index(None, "team_id", "suggestion_id"),
        Index(None, "merchant_id", "at"),
    )

    key: str = Field(primary_key=True, sa_type=CleanText)
    team_id: str = Field(sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    suggestion_id: str | None = Field(default=None, sa_type=CleanText)
    channel: str = Field(sa_type=CleanText)
    ts: str = Field(sa_type=CleanText)
    user_id: str = Field(sa_type=CleanText)
    kind: str = Field(sa_type=CleanText)
    value: str = Field(sa_type=CleanText)
    version: int | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)

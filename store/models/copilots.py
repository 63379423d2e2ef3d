"""Who may call from an assistant, and what was called."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, merchants_row


class AccessToken(Table, table=True):
    """A token that speaks for one merchant, known by its SHA-256 alone.

    `scopes` are its switches; `time_zone` (IANA) tells what day it is where its owner is. It works until
    `expires_at` (None: for ever) or until it is revoked.
    """

    __tablename__ = "access_tokens"
    __table_args__ = (merchants_row(), UniqueConstraint("digest"), Index(None, "merchant_id", "created_at"))

    id: str = Field(primary_key=True, sa_type=CleanText)
    digest: str = Field(sa_type=CleanText)
    merchant_id: str = Field(sa_type=CleanText)
    name: str = Field(sa_type=CleanText)
    scopes: list[str] = Field(sa_type=JSON)
    time_zone: str = Field(sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class ToolCall(Table, table=True):
    """One call of a tool: who, for which merchant, how it ended and what it cost. Never its arguments.

    `who` is a token's id or, with `team_id`, a person in Slack; "" once they are forgotten. `cost` is in
    USD, None where a model's price is not known.
    """

    __tablename__ = "tool_calls"
    __table_args__ = (merchants_row(), Index(None, "merchant_id", "at"), Index(None, "team_id", "who"))

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    via: str = Field(sa_type=CleanText)
    team_id: str = Field(sa_type=CleanText)
    who: str = Field(sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    tool: str = Field(sa_type=CleanText)
    outcome: str = Field(sa_type=CleanText)
    detail: str = Field(sa_type=CleanText)
    elapsed_ms: float
    model_calls: int
    cost: float | None = None

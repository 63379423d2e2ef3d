"""Slack workspaces: whose they are, how they want it, and what was said in them."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, false
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table, merchants_row


class Workspace(Table, table=True):
    """A Slack workspace; without a merchant it is nobody's and sees nobody's data.

    `time_zone` is an IANA name; the digest goes to `digest_channel` (None: nowhere) on `digest_day`
    (0 is Monday) at `digest_hour` (0–23) there. `editors` are the ids of the people who may change
    this beside the workspace's admins. `lends_votes`: its choices may be exported to train a model.
    """

    __tablename__ = "workspaces"
    __table_args__ = (ForeignKeyConstraint(["merchant_id"], ["merchants.id"], ondelete="SET NULL"),)

    team_id: str = Field(primary_key=True, sa_type=CleanText)
    enterprise_id: str | None = Field(default=None, sa_type=CleanText)
    name: str = Field(sa_type=CleanText)
    merchant_id: str | None = Field(default=None, sa_type=CleanText)
    time_zone: str = Field(default="UTC", sa_type=CleanText)
    digest_channel: str | None = Field(default=None, sa_type=CleanText)
    digest_day: int = 0
    digest_hour: int = 9
    default_audience: str | None = Field(default=None, sa_type=CleanText)
    default_channel: str | None = Field(default=None, sa_type=CleanText)
    editors: list[str] = Field(default_factory=list, sa_type=JSON)
    lends_votes: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class ConnectCode(Table, table=True):
    """A one-time code that connects one workspace to a merchant, known by its SHA-256 alone."""

    __tablename__ = "connect_codes"
    __table_args__ = (merchants_row(),)

    digest: str = Field(primary_key=True, sa_type=CleanText)
    merchant_id: str = Field(sa_type=CleanText)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    used_by_team: str | None = Field(default=None, sa_type=CleanText)


class Thread(Table, table=True):
    """A thread of conversation, named by its root message; `talk` is what is remembered of it.

    `last_key` names the last happening that `talk` takes into account.
    """

    __tablename__ = "threads"

    team_id: str = Field(primary_key=True, sa_type=CleanText)
    channel: str = Field(primary_key=True, sa_type=CleanText)
    thread: str = Field(primary_key=True, sa_type=CleanText)
    talk: dict[str, Any] = Field(sa_type=JSON)
    last_key: str = Field(sa_type=CleanText)
    updated_at: datetime = Field(sa_type=Moment)

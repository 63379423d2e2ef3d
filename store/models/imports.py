"""Files taken in, and the lines they lost."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table


class Import(Table, table=True):
    """One file taken in. The same bytes of the same kind for the same merchant are one import.

    `merchant_id` is "" when the file itself names its merchants. `status`: running, done or failed.
    """

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("sha256", "kind", "merchant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(sa_type=CleanText)
    kind: str = Field(sa_type=CleanText)
    merchant_id: str = Field(default="", sa_type=CleanText)
    filename: str = Field(sa_type=CleanText)
    rows_taken: int = 0
    rows_rejected: int = 0
    status: str = Field(default="running", sa_type=CleanText)
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)


class RejectedRow(Table, table=True):
    """A line of an import that was left out: where (1 is the first line), why, and its text."""

    __tablename__ = "rejected_rows"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="imports.id", ondelete="CASCADE", index=True)
    line: int
    reason: str = Field(sa_type=CleanText)
    raw: str = Field(sa_type=CleanText)

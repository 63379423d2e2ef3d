"""What reactions and outcomes taught, version by version."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from store.columns import CleanText, Moment
from store.models.base import Table


class Taste(Table, table=True):
    """One version of a preference model: `merchant_id` is "" for what all shops that share have in common.

    `pairs` is how many pairs it was trained on, `key` the hash of what it was trained on: the same pairs
    make no second version.
    """

    __tablename__ = "tastes"

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    version: int = Field(primary_key=True)
    key: str = Field(sa_type=CleanText)
    pairs: int
    model: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=Moment)

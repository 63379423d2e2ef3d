"""What each shop used of a model, day by day."""

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.

import datetime as dt

from sqlmodel import Field

from store.columns import CleanText
from store.models.base import Table


class Spending(Table, table=True):
    """Requests and tokens of one day. `merchant_id` is "" for those whom no merchant asked for."""

    __tablename__ = "spending"

    merchant_id: str = Field(primary_key=True, sa_type=CleanText)
    day: dt.date = Field(primary_key=True)
    requests: int
    tokens: int

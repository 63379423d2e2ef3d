"""Files taken in, and the lines they lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.rows.base import Row

ImportStatus = Literal["running", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow(Row):
    """One file taken in; `merchant_id` is None when the file itself names its merchants."""

    id: int
    sha256: str
    kind: str
    merchant_id: str | None
    filename: str
    rows_taken: int
    rows_rejected: int
    status: ImportStatus
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Row):
    """A line of an import that was left out: where (1 is the first), why, and its text."""

    line: int
    reason: str
    raw: str

"""Tokens of assistants, and the calls of their tools."""

from dataclasses import dataclass
from datetime import datetime

from store.rows.base import Row
from store.rows.catalogue import MerchantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow(Row):
    """A token without its secret, in the units of `store.models.AccessToken`."""

    id: str
    merchant: MerchantRow
    name: str
    scopes: tuple[str, ...]
    time_zone: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow(Row):
    """One call, in the units of `store.models.ToolCall`."""

    at: datetime
    via: str
    team_id: str
    who: str
    merchant_id: str | None
    tool: str
    outcome: str
    detail: str
    elapsed_ms: float
    model_calls: int
    cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnding(Row):
    """How a call ended, the fields of a `CallRow` that are known only then."""

    outcome: str
    detail: str
    elapsed_ms: float
    model_calls: int
    cost: float | None

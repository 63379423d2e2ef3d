"""Who calls, for whose shop, and what they may do."""

from typing import Literal, get_args

from agents.types import Value
from handlers.tenant import Tenant

Scope = Literal["read", "write", "personal"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
Via = Literal["slack", "token", "oauth", "local"]


class Caller(Value):
    """Somebody whose identity was checked, with the shop they speak for.

    `who` names them in the audit: a token's id, a person's id in the Slack workspace `team` or with the
    authorization server, or this machine. The three switches are independent: `read` looks into the
    shop's history and has drafts improved, `write` changes what is kept, `personal` sees personal data
    where the history holds any. `time_zone` is an IANA name, "" this machine's.
    """

    who: str
    via: Via
    team: str = ""
    tenant: Tenant
    scopes: frozenset[Scope]
    time_zone: str = "UTC"

    @property
    def merchant_id(self) -> str | None:
        """The shop that is spoken for; None in a Slack workspace that is connected to none."""
        return self.tenant.merchant.id if self.tenant.merchant else None

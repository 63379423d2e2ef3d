"""Who sends a request: Slack, by its signature, on behalf of a person; or the holder of a token of ours."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from slack_sdk.signature import Clock, SignatureVerifier

from agents.types import Merchant
from handlers.copilot.caller import SCOPES, Caller, Scope
from handlers.copilot.oauth import Issuer, merchant_of, scopes_of
from handlers.tenant import Tenant
from store.database import Database
from store.merchants import get_merchant
from store.rows import MerchantRow, WorkspaceRow
from store.rows.copilots import TokenRow
from store.tokens import find_token
from store.workspaces import get_workspace

SIGNATURE, STAMP = "x-slack-signature", "x-slack-request-timestamp"
_PLAUSIBLE = re.compile(r"\d{1,12}", re.ASCII)
_BEARER = re.compile(r"bearer +(\S{1,8000})\s*", re.IGNORECASE | re.ASCII)
_DOTS = 2  # in a signed token
_A_MOMENT, _MANY = 1.0, 1_000  # seconds, tokens
_ID = re.compile(r"\w{1,64}", re.ASCII)


@dataclass(frozen=True)
class Identities:
    """Finds out who sends a request. Without a `signing_secret` nobody comes from Slack.

    Tokens that are not ours may be those of an `issuer`, if there is one. `slack_scopes` are the
    switches of people who come through Slack's assistant.
    """

    database: Database
    clock: Callable[[], datetime]
    signing_secret: str | None
    slack_scopes: frozenset[Scope]
    issuer: Issuer | None = None
    _good: dict[str, tuple[float, Caller]] = field(default_factory=dict)

    async def of(self, headers: Mapping[str, str], body: bytes) -> Caller | None:
        """Who sends these headers (names in lower case) and this body; None if that can't be told."""
        if SIGNATURE in headers:
            return await self._person(body) if self._is_slacks(headers, body) else None
        found = _BEARER.fullmatch(headers.get("authorization", ""))
        if found is None:
            return None
        token = found[1]
        is_theirs = self.issuer is not None and token.count(".") == _DOTS
        return await self._signed_in(token) if is_theirs else await self._holder(token)

    def _is_slacks(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether Slack signed exactly this, within the last five minutes."""
        stamp = headers.get(STAMP, "")
        if not self.signing_secret or not _PLAUSIBLE.fullmatch(stamp):
            return False
        try:
            text = body.decode()
        except UnicodeDecodeError:  # which the library does not expect
            return False
        verifier = SignatureVerifier(self.signing_secret, clock=_Now(self.clock))
        return verifier.is_valid(text, stamp, headers[SIGNATURE])

    async def _person(self, body: bytes) -> Caller:
        """The person Slack names. Where it names nobody, only what there is may be asked."""
        team, user = _named(body)
        nobody = Caller(who="", via="slack", tenant=Tenant(merchant=None, name="Slack"), scopes=frozenset())
        if not (team and user):
            return nobody
        async with self.database.session() as session:
            workspace = await get_workspace(session, team_id=team)
        zone = workspace.time_zone if workspace else "UTC"
        known = {"who": user, "team": team, "tenant": _tenant(workspace), "time_zone": zone}
        return nobody.model_copy(update=known | {"scopes": self.slack_scopes})

    async def _signed_in(self, token: str) -> Caller | None:
        """Who signed in with the issuer, for the shop that it says."""
        said = await self.issuer.claims(token) if self.issuer else None
        merchant_id = merchant_of(said) if said else None
        if said is None or merchant_id is None:
            return None
        async with self.database.session() as session:
            merchant = await get_merchant(session, merchant_id=merchant_id)
        if merchant is None:
            return None
        tenant = Tenant(merchant=_merchant(merchant), name=merchant.name)
        return Caller(who=str(said["sub"]), via="oauth", tenant=tenant, scopes=scopes_of(said))

    async def _holder(self, token: str) -> Caller | None:
        """Whose token it is. One that was good is good for a moment more: assistants call in bursts."""
        digest = digest_of(token)
        until, caller = self._good.get(digest, (0.0, None))
        if caller is not None and perf_counter() < until:
            return caller
        async with self.database.session() as session:
            row = await find_token(session, digest=digest, now=self.clock())
        if len(self._good) > _MANY:
            self._good.clear()
        self._good.pop(digest, None)
        if row is None:
            return None
        caller = _holder_of(row)
        self._good[digest] = perf_counter() + _A_MOMENT, caller
        return caller


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _holder_of(row: TokenRow) -> Caller:
    return Caller(
        who=row.id,
        via="token",
        tenant=Tenant(merchant=_merchant(row.merchant), name=row.name),
        scopes=frozenset(scope for scope in SCOPES if scope in row.scopes),
        time_zone=row.time_zone,
    )


class _Now(Clock):
    """Our clock for the library."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


def _named(body: bytes) -> tuple[str, str]:
    """The workspace and person in `params._meta.slack`, "" where there is none."""
    try:
        node: Any = json.loads(body)
    except (ValueError, RecursionError):  # the library has words for it
        return "", ""
    for key in ("params", "_meta", "slack"):
        node = node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, dict):
        return "", ""
    team, user = (str(node.get(name) or "") for name in ("team_id", "user_id"))
    return (team, user) if _ID.fullmatch(team) and _ID.fullmatch(user) else ("", "")


def _tenant(workspace: WorkspaceRow | None) -> Tenant:
    """Whom a workspace speaks for: its merchant, or nobody yet."""
    if workspace is None:
        return Tenant(merchant=None, name="this workspace")
    fields = {
        "merchant": _merchant(workspace.merchant) if workspace.merchant else None,
        "name": workspace.name,
        "default_audience": workspace.default_audience,
        "default_channel": workspace.default_channel,
    }
    return Tenant.model_validate(fields)


def _merchant(row: MerchantRow) -> Merchant:
    return Merchant(id=row.id, name=row.name, market=row.market)

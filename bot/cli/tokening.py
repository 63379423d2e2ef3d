"""The work behind `token`."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.errors import UsageError
from bot.cli.options import now

if TYPE_CHECKING:
    from agents.types import Merchant
    from store.database import Database
    from store.rows.copilots import TokenRow

_SCOPES = ("read", "write", "personal")
_BYTES = 24


@dataclass(frozen=True)
class Wanted:
    """A token as it was asked for; `days` 0 is for ever."""

    merchant: str
    scopes: str
    name: str
    days: int
    time_zone: str


async def make_token(wanted: Wanted, *, as_json: bool) -> None:
    """Make a token and print it, once. Raises `UsageError`, `UnknownShopError`."""
    # Everything below is slow to load and of no use to `--help`.
    from bot.app import open_history  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415

    scopes, moment = _checked(wanted), now()
    ends = moment + timedelta(days=wanted.days) if wanted.days else None
    async with open_history(load_settings()) as database:
        merchant = await find_merchant(database, wanted.merchant)
        token, token_id = await _kept(database, merchant, wanted, scopes, ends, moment)
    if as_json:
        about = {"token": token, "id": token_id, "merchant": merchant.id}
        typer.echo(json.dumps({**about, "scopes": scopes, "expires_at": _iso(ends)}))
        return
    typer.echo(token)
    until = f"until {ends:%d %b %Y}" if ends else "for ever"
    typer.echo(f"{token_id} speaks for {merchant.name} and may {', '.join(scopes)}, {until}.", err=True)
    typer.echo("Keep it where it is used: it is not shown again.", err=True)


async def _kept(
    database: "Database",
    merchant: "Merchant",
    wanted: Wanted,
    scopes: tuple[str, ...],
    ends: datetime | None,
    moment: datetime,
) -> tuple[str, str]:
    """A new token, of which the hash is kept, and its id."""
    from handlers.copilot.identities import digest_of  # noqa: PLC0415 - as above
    from store.tokens import save_token  # noqa: PLC0415

    token, token_id = f"crm_{secrets.token_urlsafe(_BYTES)}", f"T-{secrets.token_hex(4)}"
    async with database.session() as session:
        await save_token(
            session,
            token_id=token_id,
            digest=digest_of(token),
            merchant_id=merchant.id,
            name=wanted.name or f"made {moment:%d %b %Y}",
            scopes=scopes,
            time_zone=wanted.time_zone,
            expires_at=ends,
            now=moment,
        )
    return token, token_id


def _checked(wanted: Wanted) -> tuple[str, ...]:
    """The permissions, one by one. Raises `UsageError` for what can't be given."""
    scopes = tuple(dict.fromkeys(part.strip() for part in wanted.scopes.split(",") if part.strip()))
    if wrong := [scope for scope in scopes if scope not in _SCOPES]:
        raise UsageError(f"“{wrong[0]}” is no permission: there are {', '.join(_SCOPES)}.")
    if not scopes:
        raise UsageError(f"A token that may do nothing is of no use: give some of {', '.join(_SCOPES)}.")
    try:
        ZoneInfo(wanted.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageError(f"“{wanted.time_zone}” is no time zone: write it like Asia/Singapore.") from None
    return scopes


async def list_tokens(said: str | None, *, as_json: bool) -> None:
    """Print tokens, of one shop or of all. Raises `UnknownShopError`."""
    from bot.app import open_history  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.history import find_merchant  # noqa: PLC0415
    from store import tokens as kept  # noqa: PLC0415

    async with open_history(load_settings()) as database:
        merchant_id = (await find_merchant(database, said)).id if said else None
        async with database.session() as session:
            tokens = await kept.list_tokens(session, merchant_id=merchant_id)
    for token in tokens:
        typer.echo(json.dumps(_told(token)) if as_json else _line(token))
    if not (tokens or as_json):
        typer.echo("There are no tokens yet: “python -m bot token create --merchant ID” makes one.")


def _told(token: "TokenRow") -> dict[str, object]:
    return {
        "id": token.id,
        "merchant": token.merchant.id,
        "name": token.name,
        "scopes": token.scopes,
        "time_zone": token.time_zone,
        "created_at": _iso(token.created_at),
        "expires_at": _iso(token.expires_at),
        "revoked_at": _iso(token.revoked_at),
    }


def _line(token: "TokenRow") -> str:
    about = (
        f"{token.id}  {token.merchant.name} ({token.merchant.id})  {', '.join(token.scopes)}  {token.name}"
    )
    if token.revoked_at:
        return f"{about}  revoked {token.revoked_at:%d %b %Y}"
    if token.expires_at is None:
        return f"{about}  for ever"
    ended = "ended" if token.expires_at <= now() else "until"
    return f"{about}  {ended} {token.expires_at:%d %b %Y}"


async def revoke_token(token_id: str) -> None:
    """Let a token work no longer. Raises `UsageError` if none of this id did."""
    from bot.app import open_history  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415
    from store import tokens as kept  # noqa: PLC0415

    async with open_history(load_settings()) as database, database.session() as session:
        done = await kept.revoke_token(session, token_id=token_id, now=now())
    if not done:
        raise UsageError(f"There is no token “{token_id}” that works: “python -m bot token list” lists them.")
    typer.echo(f"{token_id} is revoked: nothing can be called with it any more.")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None

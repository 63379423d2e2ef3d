"""Tokens of assistants; the tokens themselves are never kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import AccessToken, Merchant
from store.rows import MerchantRow
from store.rows.copilots import TokenRow


async def save_token(  # noqa: PLR0913 - one argument a column
    session: AsyncSession,
    *,
    token_id: str,
    digest: str,
    merchant_id: str,
    name: str,
    scopes: Sequence[str],
    time_zone: str,
    expires_at: datetime | None,
    now: datetime,
) -> None:
    """Keep a new token by its SHA-256."""
    session.add(
        AccessToken(
            id=token_id,
            digest=digest,
            merchant_id=merchant_id,
            name=name,
            scopes=[*scopes],
            time_zone=time_zone,
            created_at=now,
            expires_at=expires_at,
        )
    )
    await session.flush()


async def find_token(session: AsyncSession, *, digest: str, now: datetime) -> TokenRow | None:
    """The token of this SHA-256, None if it is unknown, expired or revoked."""
    valid = or_(col(AccessToken.expires_at).is_(None), col(AccessToken.expires_at) > now)
    query = (
        select(AccessToken, Merchant)
        .join(Merchant, col(Merchant.id) == AccessToken.merchant_id)
        .where(col(AccessToken.digest) == digest, col(AccessToken.revoked_at).is_(None), valid)
    )
    found = (await session.exec(query)).first()
    return _row(*found) if found else None


async def list_tokens(session: AsyncSession, *, merchant_id: str | None) -> tuple[TokenRow, ...]:
    """A merchant's tokens, or everybody's with None, for the operator; the newest first."""
    query = select(AccessToken, Merchant).join(Merchant, col(Merchant.id) == AccessToken.merchant_id)
    if merchant_id is not None:
        query = query.where(col(AccessToken.merchant_id) == merchant_id)
    rows = await session.exec(query.order_by(col(AccessToken.created_at).desc(), col(AccessToken.id)))
    return tuple([_row(token, merchant) for token, merchant in rows])


async def revoke_token(session: AsyncSession, *, token_id: str, now: datetime) -> bool:
    """Let a token be found no longer; False if there is none of this id that did."""
    live = (col(AccessToken.id) == token_id, col(AccessToken.revoked_at).is_(None))
    return (await session.exec(update(AccessToken).where(*live).values(revoked_at=now))).rowcount > 0


def _row(token: AccessToken, merchant: Merchant) -> TokenRow:
    return TokenRow.of(token, merchant=MerchantRow.of(merchant), scopes=tuple(token.scopes))

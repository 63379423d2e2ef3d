"""What people tell us about answers by what they do: kept even when they take it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.answers import get_answer
from store.keys import content_key
from store.models import Signal
from store.rows import SignalKind, SignalRow
from store.tenancy import seen_by
from store.upsert import upsert


async def add_signal(  # noqa: PLR0913 - one argument a column
    session: AsyncSession,
    *,
    key: str,
    team_id: str,
    merchant_id: str | None,
    suggestion_id: str | None,
    channel: str,
    ts: str,
    user_id: str,
    kind: SignalKind,
    value: str,
    at: datetime,
    version: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep what somebody did at that moment; a key seen before changes nothing.

    `key` and `detail` (plain JSON) must name no person: they outlive the workspace. If the deed is
    known to have been undone later than `at` (its removal arrived first), it is kept as removed.
    """
    deed = {"team_id": team_id, "channel": channel, "ts": ts, "user_id": user_id}
    deed |= {"kind": kind, "value": value}
    row = deed | {
        "key": key,
        "merchant_id": merchant_id,
        "suggestion_id": suggestion_id,
        "version": version,
        "detail": dict(detail or {}),
        "at": at,
        "removed_at": await _undone(session, deed, at),
    }
    await upsert(session, Signal, [row], keep=row.keys())


async def remove_signal(
    session: AsyncSession,
    *,
    team_id: str,
    channel: str,
    ts: str,
    user_id: str,
    kind: SignalKind,
    value: str,
    now: datetime,
) -> int:
    """Mark as removed what this person did up to `now`, when they undid it; how many signals that were.

    Where there were none on an answer of ours, a removed signal is kept instead: what was undone may
    yet arrive.
    """
    deed = {"team_id": team_id, "channel": channel, "ts": ts, "user_id": user_id}
    deed |= {"kind": kind, "value": value}
    live = col(Signal.removed_at).is_(None) & (col(Signal.at) <= now)
    marked = await session.exec(update(Signal).where(*_same(deed), live).values(removed_at=now))
    if not marked.rowcount and await _undone(session, deed, now) is None:
        await _keep_removal(session, deed, now)
    return marked.rowcount


async def list_signals(
    session: AsyncSession, *, team_id: str, suggestion_id: str | None = None, limit: int
) -> tuple[SignalRow, ...]:
    """A workspace's signals about the shop whose it is today, removed ones too, newest first.

    With `suggestion_id`, those about one suggestion.
    """
    query = select(Signal).where(col(Signal.team_id) == team_id, seen_by(team_id, Signal.merchant_id))
    if suggestion_id is not None:
        query = query.where(col(Signal.suggestion_id) == suggestion_id)
    newest = query.order_by(col(Signal.at).desc(), col(Signal.key)).limit(limit)
    rows = await session.exec(newest.execution_options(populate_existing=True))
    return tuple([SignalRow.of(row) for row in rows])


def _same(deed: Mapping[str, str]) -> tuple[ColumnElement[bool], ...]:
    return tuple(col(getattr(Signal, name)) == value for name, value in deed.items())


async def _undone(session: AsyncSession, deed: Mapping[str, str], at: datetime) -> datetime | None:
    """When the deed was first undone after `at`, as far as we know."""
    later = col(Signal.removed_at) >= at
    return (await session.exec(select(func.min(Signal.removed_at)).where(*_same(deed), later))).one()


async def _keep_removal(session: AsyncSession, deed: Mapping[str, str], now: datetime) -> None:
    place = {name: deed[name] for name in ("team_id", "channel", "ts")}
    answer = await get_answer(session, **place)
    if answer is None:
        return
    row = {
        **deed,
        "key": content_key("removal", *deed.values(), now.isoformat()),
        "merchant_id": answer.merchant_id,
        "suggestion_id": answer.suggestion_id,
        "at": now,
        "removed_at": now,
    }
    await upsert(session, Signal, [row], keep=row.keys())

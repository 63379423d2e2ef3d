"""How messages like these have done, and how many of them go out."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import Campaign, Merchant, TrialArm, VariantOutcome
from store.models.trials import CONTROL
from store.rows import OutcomeRow
from store.trials.sums import SUMS

_LATELY = timedelta(weeks=8)


async def own_outcomes(
    session: AsyncSession,
    *,
    merchant_id: str,
    audience: str,
    channel: str | None = None,
    campaign_id: str | None = None,
) -> OutcomeRow:
    """What the merchant's messages to this audience brought, over one channel or all, or one campaign's."""
    query = _sums().where(col(Campaign.merchant_id) == merchant_id)
    if campaign_id is not None:
        query = query.where(col(Campaign.id) == campaign_id)
    else:
        query = query.where(col(Campaign.audience) == audience)
    if channel is not None and campaign_id is None:
        query = query.where(col(Campaign.channel) == channel)
    return OutcomeRow.of((await session.exec(query)).one())


async def market_outcomes(session: AsyncSession, *, merchant_id: str, audience: str) -> OutcomeRow:
    """What the messages to this audience brought of all other merchants who share into the market.

    Only the sums are told.
    """
    query = (
        _sums()
        .join(Merchant, col(Merchant.id) == Campaign.merchant_id)
        .where(
            col(Campaign.merchant_id) != merchant_id,
            col(Merchant.shares_into_market).is_(True),
            col(Campaign.audience) == audience,
        )
    )
    return OutcomeRow.of((await session.exec(query)).one())


async def weekly_messages(
    session: AsyncSession, *, merchant_id: str, channel: str | None = None
) -> dict[str, int]:
    """How many messages a week the merchant sends to each audience, by channel if one is given.

    Over the eight weeks before its newest campaign of known time; audiences that got none are left out.
    """
    query = (
        select(Campaign.audience, Campaign.sent_at, VariantOutcome.delivered)
        .join(VariantOutcome, _same_campaign())
        .where(col(Campaign.merchant_id) == merchant_id, col(Campaign.sent_at).is_not(None))
    )
    if channel is not None:
        query = query.where(col(Campaign.channel) == channel)
    rows = [(audience, at, n) for audience, at, n in await session.exec(query) if at is not None]
    newest = max((at for _, at, _ in rows), default=None)
    sums: defaultdict[str, int] = defaultdict(int)
    for audience, at, delivered in rows:
        if newest is not None and at > newest - _LATELY:
            sums[audience] += delivered
    weeks = _LATELY / timedelta(weeks=1)
    return {audience: round(n / weeks) for audience, n in sorted(sums.items()) if n >= weeks}


def _sums() -> Select[*tuple[Any, ...]]:
    """Of campaigns in their own words: what was tested against them is left out."""
    tested = exists().where(
        col(TrialArm.merchant_id) == VariantOutcome.merchant_id,
        col(TrialArm.campaign_id) == VariantOutcome.campaign_id,
        col(TrialArm.arm) != CONTROL,
        func.lower(TrialArm.variant) == func.lower(VariantOutcome.variant),
    )
    return Select(*SUMS).select_from(Campaign).join(VariantOutcome, _same_campaign()).where(~tested)


def _same_campaign() -> Any:  # noqa: ANN401 - a condition
    return (col(VariantOutcome.merchant_id) == Campaign.merchant_id) & (
        col(VariantOutcome.campaign_id) == Campaign.id
    )

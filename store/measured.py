"""Versions of one send that were measured beside each other: what to learn from outcomes."""

from collections import defaultdict
from collections.abc import AsyncIterator
from math import sqrt

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.joins import from_campaigns
from store.keys import content_key
from store.models import Campaign, Engagement, Merchant, Product, Template, Trial, VariantOutcome, Voucher
from store.rows import MeasuredRow, ProductRow, VoucherRow
from store.trials import arm_outcomes, list_trials

_INTERVAL = 2 * 1.96  # standard errors between the ends of a 95 % interval
_TRIALS = 1_000
_FEWEST = 2


async def measured_versions(session: AsyncSession, *, merchant_id: str) -> tuple[MeasuredRow, ...]:
    """A merchant's versions with what each brought, those of one `set` to be compared with each other.

    The arms of a trial are one set. So are campaigns about the same product with the same voucher that
    went to the same audience on the same channel in other words; those of which neither product nor
    voucher is known have nothing in common.
    """
    sent = [row async for row in _sent(session, merchant_id)]
    return (*sent, *[row async for row in _tried(session, merchant_id)])


async def measured_states(session: AsyncSession) -> dict[str, str]:
    """How the figures of every merchant stand: equal while no new ones came in and no trial began."""
    states: defaultdict[str, list[str]] = defaultdict(list)
    for table, newest in (
        (Engagement, func.max(Engagement.computed_at)),
        (VariantOutcome, func.max(VariantOutcome.computed_at)),
        (Trial, func.max(Trial.created_at)),
    ):
        query = select(table.merchant_id, newest).group_by(col(table.merchant_id))
        for merchant_id, state in await session.exec(query):
            states[merchant_id].append(f"{table.__tablename__} {state}")
    return {merchant_id: ", ".join(parts) for merchant_id, parts in states.items()}


async def _sent(session: AsyncSession, merchant_id: str) -> AsyncIterator[MeasuredRow]:
    query = from_campaigns(Campaign, Merchant, Template, Product, Voucher, Engagement).where(
        col(Campaign.merchant_id) == merchant_id,
        col(Engagement.mean_score).is_not(None),
        col(Engagement.score_high).is_not(None),
        or_(col(Campaign.product_id).is_not(None), col(Campaign.voucher_id).is_not(None)),
    )
    seen: set[str] = set()
    for campaign, merchant, template, product, voucher, brought in await session.exec(
        query.order_by(col(Campaign.group_key), col(Campaign.id))
    ):
        if campaign.group_key in seen:
            continue
        seen.add(campaign.group_key)
        same = (campaign.audience, campaign.channel, campaign.product_id, campaign.voucher_id)
        yield MeasuredRow(
            set=content_key("sent", *same),
            title=template.title,
            body=template.body,
            audience=campaign.audience,
            channel=campaign.channel,
            shop=merchant.name,
            market=merchant.market,
            product=ProductRow.of(product) if product else None,
            voucher=VoucherRow.of(voucher) if voucher else None,
            delivered=brought.delivered,
            mean=brought.mean_score,
            error=(brought.score_high - brought.score_low) / _INTERVAL,
        )


async def _tried(session: AsyncSession, merchant_id: str) -> AsyncIterator[MeasuredRow]:
    shop = await session.get(Merchant, merchant_id)
    for trial in await list_trials(session, merchant_id=merchant_id, limit=_TRIALS):
        brought = await arm_outcomes(session, merchant_id=merchant_id, trial_id=trial.id)
        for arm in trial.arms:
            found = brought.get(arm.arm)
            if found is None or found.delivered < _FEWEST:
                continue
            mean = found.score_sum / found.delivered
            spread = max(0.0, found.score_squares / found.delivered - mean * mean)
            yield MeasuredRow(
                set=content_key("trial", trial.id),
                title=arm.title,
                body=arm.body,
                audience=trial.audience,
                channel=trial.channel,
                shop=shop.name if shop else "",
                market=shop.market if shop else None,
                product=None,
                voucher=None,
                delivered=found.delivered,
                mean=mean,
                error=sqrt(spread / (found.delivered - 1)),
            )

"""What the logs say of the arms of a trial."""

from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from store.models import TrialArm, VariantOutcome
from store.rows import OutcomeRow
from store.trials.sums import SUMS


async def arm_outcomes(session: AsyncSession, *, merchant_id: str, trial_id: str) -> dict[str, OutcomeRow]:
    """What each arm of a trial has brought: the messages of its version, or of its whole campaign.

    An arm of which nothing was logged has zeros. Versions are told apart without looking at case.
    """
    same = (col(VariantOutcome.merchant_id) == TrialArm.merchant_id) & (
        col(VariantOutcome.campaign_id) == TrialArm.campaign_id
    )
    version = func.lower(col(VariantOutcome.variant)) == func.lower(col(TrialArm.variant))
    query: Select[*tuple[Any, ...]] = (
        Select(col(TrialArm.arm), *SUMS)
        .select_from(TrialArm)
        .outerjoin(VariantOutcome, same & (col(TrialArm.variant).is_(None) | version))
        .where(col(TrialArm.merchant_id) == merchant_id, col(TrialArm.trial_id) == trial_id)
        .group_by(col(TrialArm.arm))
        .order_by(col(TrialArm.arm))
    )
    return {row[0]: OutcomeRow.of(row) for row in await session.exec(query)}


async def sent_variants(session: AsyncSession, *, merchant_id: str, campaign_id: str) -> dict[str, int]:
    """The versions of a campaign that the logs name, with the messages of each; "" is none."""
    query = (
        select(VariantOutcome.variant, VariantOutcome.delivered)
        .where(col(VariantOutcome.merchant_id) == merchant_id, col(VariantOutcome.campaign_id) == campaign_id)
        .order_by(VariantOutcome.variant)
    )
    return dict((await session.exec(query)).all())

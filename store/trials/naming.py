"""What a platform calls the arms of a trial, where it makes up names of its own."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Trial, TrialArm


async def name_arm(session: AsyncSession, *, merchant_id: str, trial_id: str, arm: str, variant: str) -> bool:
    """Have the messages of this version counted for an arm; False if there is no such arm to name.

    Only before the first look: afterwards it would be choosing what to count.
    """
    untouched = (
        select(Trial.id)
        .where(col(Trial.merchant_id) == merchant_id, col(Trial.id) == trial_id.upper())
        .where(col(Trial.verdict).is_(None), col(Trial.ended_at).is_(None))
        .with_for_update()
    )
    found = (await session.exec(untouched)).first()
    row = await session.get(TrialArm, (merchant_id, trial_id.upper(), arm.upper())) if found else None
    if row is None:
        return False
    row.variant = variant
    session.add(row)
    return True

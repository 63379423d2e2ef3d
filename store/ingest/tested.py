"""What is sent under a campaign's id in other words than its own."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import TrialArm
from store.models.trials import CONTROL


async def tested_versions(session: AsyncSession) -> list[tuple[str, str, str]]:
    """(merchant_id, campaign_id, variant in lower case) of what is tested against a campaign's words.

    These messages say something else than their campaign's template, which they must not be scored as.
    """
    query = select(TrialArm.merchant_id, TrialArm.campaign_id, func.lower(TrialArm.variant)).where(
        col(TrialArm.arm) != CONTROL, col(TrialArm.variant).is_not(None)
    )
    return [(row[0], row[1], row[2]) for row in (await session.exec(query.distinct())).all()]

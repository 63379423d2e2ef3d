"""What the history knows of one campaign: whether it is there, and how it did."""

from collections.abc import Iterable

from agents.types import Draft, Merchant
from handlers.campaigns import CampaignFigures
from store.campaigns import find_campaign, get_campaign
from store.database import Database
from store.engagement import segment_scores, segment_size
from store.rows import CampaignRow


async def campaign_figures(database: Database, draft: Draft) -> CampaignFigures | None:
    """The figures of the campaign that a draft was made from; None when its shop has none of its id."""
    if draft.merchant is None or draft.id is None:
        return None
    shop = draft.merchant.id
    async with database.session() as session:
        row = await get_campaign(session, merchant_id=shop, campaign_id=draft.id)
        if row is None:
            return None
        record = await segment_scores(session, merchant_id=shop)
        size = await segment_size(session, merchant_id=shop, audience=row.audience)
    own = next((segment for segment in record if segment.audience == row.audience), None)
    known = {
        "ranked_among": size.templates,
        "segment_templates": own.templates if own else 0,
        "segment_mean": own.mean_score if own else None,
    }
    return CampaignFigures.model_validate(_measured(row) | known)


async def known_campaign(database: Database, ids: Iterable[str], *, merchant: Merchant | None) -> str | None:
    """The first of these ids that the merchant has a campaign of, or anybody if None is given."""
    async with database.session() as session:
        for campaign_id in ids:
            if merchant is None:
                found = bool(await find_campaign(session, campaign_id=campaign_id))
            else:
                own = await get_campaign(session, merchant_id=merchant.id, campaign_id=campaign_id)
                found = own is not None
            if found:
                return campaign_id
    return None


def _measured(row: CampaignRow) -> dict[str, object]:
    """The campaign with what its logs add up to, if they are in."""
    engagement = row.engagement
    about: dict[str, object] = {
        "campaign_id": row.id,
        "audience": row.audience,
        "channel": row.channel,
        "sent_at": row.sent_at,
    }
    if engagement is None or engagement.mean_score is None:
        return about
    names = ("delivered", "score_low", "score_high", "percentile", "quarter")
    return about | {"score": engagement.mean_score} | {name: getattr(engagement, name) for name in names}

"""What handlers ask of the history: campaigns as drafts, the weakest ones, merchants by name."""

from agents.types import Draft, Merchant, Message
from handlers.campaigns import CampaignLine
from handlers.errors import SeveralCampaignsError, UnknownCampaignError, UnknownShopError
from handlers.figures import campaign_figures as campaign_figures  # noqa: PLC0414 - one door to the past
from handlers.figures import known_campaign as known_campaign  # noqa: PLC0414
from store.campaigns import find_campaign, get_campaign, list_campaigns
from store.database import Database
from store.merchants import list_merchants
from store.rows import CampaignRow, MerchantRow


async def campaign_draft(database: Database, campaign_id: str, *, merchant: Merchant | None = None) -> Draft:
    """A campaign of the history as a draft to improve.

    Raises `UnknownCampaignError`, and `SeveralCampaignsError` when the id needs its merchant.
    """
    async with database.session() as session:
        if merchant:
            own = await get_campaign(session, merchant_id=merchant.id, campaign_id=campaign_id)
            found = [own] if own else []
        else:
            found = list(await find_campaign(session, campaign_id=campaign_id))
    if not found:
        raise UnknownCampaignError(campaign_id, merchant.name if merchant else None)
    if len(found) > 1:
        raise SeveralCampaignsError(campaign_id, [row.merchant.id for row in found])
    return _draft(found[0])


async def campaigns_of(
    database: Database, merchant: Merchant, *, weak_only: bool = False, limit: int = 20
) -> tuple[CampaignLine, ...]:
    """A merchant's campaigns, worst first; with `weak_only` those of the bottom quarter of a segment."""
    async with database.session() as session:
        rows = await list_campaigns(session, merchant_id=merchant.id, weak_only=weak_only, limit=limit)
    return tuple(_line(row) for row in rows)


async def find_merchant(database: Database, said: str) -> Merchant:
    """The merchant whose id or name was given, capitals aside. Raises `UnknownShopError`."""
    async with database.session() as session:
        rows = await list_merchants(session)
    wanted = said.strip().casefold()
    found = [row for row in rows if wanted in {row.id.casefold(), row.name.casefold()}]
    if not found:
        raise UnknownShopError(said, [f"{row.id} ({row.name})" for row in rows[:20]])
    return _merchant(found[0])


async def merchants_named(database: Database, said: str | None) -> tuple[Merchant, ...]:
    """The one merchant that was named, or all of them. Raises `UnknownShopError`."""
    if said is not None:
        return (await find_merchant(database, said),)
    async with database.session() as session:
        return tuple(_merchant(row) for row in await list_merchants(session))


def _merchant(row: MerchantRow) -> Merchant:
    return Merchant(id=row.id, name=row.name, market=row.market)


def _line(row: CampaignRow) -> CampaignLine:
    engagement = row.engagement
    return CampaignLine(
        merchant_id=row.merchant.id,
        campaign_id=row.id,
        audience=row.audience,
        channel=row.channel,
        score=engagement.mean_score if engagement else None,
        delivered=engagement.delivered if engagement else 0,
        quarter=engagement.quarter if engagement else None,
        percentile=engagement.percentile if engagement else None,
        message=Message(title=row.template.title, body=row.template.body),
    )


def _draft(row: CampaignRow) -> Draft:
    """A row of the store as a value of a request; what the store holds is checked again."""
    product, voucher = row.product, row.voucher
    fields = {
        "id": row.id,
        "merchant": {"id": row.merchant.id, "name": row.merchant.name, "market": row.merchant.market},
        "audience": row.audience,
        "channel": row.channel,
        "title": row.template.title,
        "body": row.template.body,
        "product": {"name": product.name, "category": product.category} if product else None,
        "voucher": {name: getattr(voucher, name) for name in _VOUCHER} if voucher else None,
        "language": row.template.language,
    }
    return Draft.model_validate(fields)


_VOUCHER = ("title", "type", "value", "currency", "min_spend", "expires_at")

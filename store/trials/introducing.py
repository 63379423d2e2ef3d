"""A campaign made known before its platform exports it, so that the logs of a trial can be taken in."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.keys import content_key, group_key
from store.models import Campaign, Template
from store.upsert import upsert


async def introduce_campaign(
    session: AsyncSession,
    *,
    merchant_id: str,
    campaign_id: str,
    audience: str,
    channel: str,
    title: str | None,
    body: str,
) -> bool:
    """Write a campaign of these words, if the merchant has none of this id; whether it was written.

    An import of campaigns may say more of it later. When it is sent is left open.
    """
    same = (col(Campaign.merchant_id) == merchant_id, col(Campaign.id) == campaign_id)
    if (await session.exec(select(Campaign.id).where(*same))).first() is not None:
        return False
    template = content_key(channel, title, body)
    words = {"channel": channel, "title": title, "body": body, "language": None}
    await upsert(
        session, Template, [{"merchant_id": merchant_id, "id": template, **words}], keep=["language"]
    )
    key = group_key(template_id=template, product_id=None, audience=audience, voucher_id=None)
    row = {"merchant_id": merchant_id, "id": campaign_id, "template_id": template, "audience": audience}
    row |= {"channel": channel, "group_key": key}
    await upsert(session, Campaign, [row], keep=row.keys())
    return True

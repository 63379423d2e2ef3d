"""A small history to ask questions of."""

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from store import models
from store.merchants import set_consent, upsert_merchant
from store.upsert import upsert

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


async def add_merchant(session: AsyncSession, merchant_id: str, *, shares: bool = False) -> None:
    """A merchant named after its id."""
    await upsert_merchant(session, merchant_id=merchant_id, name=f"Shop {merchant_id}", market="MY", now=NOW)
    await set_consent(session, merchant_id=merchant_id, shares_into_market=shares)


async def add_campaign(
    session: AsyncSession,
    merchant_id: str,
    campaign_id: str,
    *,
    group: str | None = None,
    offer: bool = True,
    audience: str = "new_buyers",
    **scores: Any,
) -> None:
    """A campaign whose every text names its merchant and id; with `scores`, its engagement too."""
    name = f"{campaign_id} of {merchant_id}"
    own = {"merchant_id": merchant_id, "id": group or campaign_id}
    words = {"channel": "push", "title": f"Title {name}", "body": f"Body {name}", "language": "en"}
    await upsert(session, models.Template, [own | words])
    if offer:
        await upsert(session, models.Product, [own | {"name": f"Product {name}", "category": "A > B"}])
        await upsert(session, models.Voucher, [own | _voucher(name)])
    campaign = {
        "merchant_id": merchant_id,
        "id": campaign_id,
        "template_id": own["id"],
        "product_id": own["id"] if offer else None,
        "voucher_id": own["id"] if offer else None,
        "audience": audience,
        "channel": "push",
        "sent_at": NOW,
        "group_key": own["id"],
    }
    await upsert(session, models.Campaign, [campaign])
    if scores:
        await add_engagement(session, merchant_id, own["id"], audience=audience, **scores)


async def add_engagement(session: AsyncSession, merchant_id: str, group: str, **values: Any) -> None:
    """Engagement of a group; what is not given is unremarkable."""
    row = {"merchant_id": merchant_id, "group_key": group, "computed_at": NOW, "delivered": 1000}
    row |= {"mean_score": values.get("shrunk_score")} | values
    await upsert(session, models.Engagement, [row])


def _voucher(name: str) -> dict[str, Any]:
    return {
        "title": f"Voucher {name}",
        "type": "fixed",
        "value": 5.5,
        "currency": "MYR",
        "min_spend": 40.0,
        "expires_at": date(2026, 11, 30),
    }

"""What the store has of a merchant, so that a row may point at it."""

from dataclasses import dataclass
from typing import Self

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.ingest.record import CampaignRecord
from store.models import Campaign, Product, Template, Voucher


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of one merchant's rows; of templates with the channel they are written for."""

    templates: dict[str, str]
    products: set[str]
    vouchers: set[str]
    campaigns: set[str]

    @classmethod
    async def load(cls, session: AsyncSession, merchant_id: str) -> Self:
        """Everything that rows of this merchant may point at."""
        templates = select(Template.id, Template.channel).where(col(Template.merchant_id) == merchant_id)
        products = select(Product.id).where(col(Product.merchant_id) == merchant_id)
        vouchers = select(Voucher.id).where(col(Voucher.merchant_id) == merchant_id)
        campaigns = select(Campaign.id).where(col(Campaign.merchant_id) == merchant_id)
        return cls(
            templates=dict((await session.exec(templates)).all()),
            products=set((await session.exec(products)).all()),
            vouchers=set((await session.exec(vouchers)).all()),
            campaigns=set((await session.exec(campaigns)).all()),
        )

    def gap(self, record: CampaignRecord) -> str | None:
        """Why the record cannot stand: it points at what nobody knows, or says nothing."""
        for what, key, described, ids in (
            ("template", record.template_id, record.body, self.templates),
            ("product", record.product_id, record.product_name, self.products),
            ("voucher", record.voucher_id, record.voucher_type, self.vouchers),
        ):
            if key and not described and key not in ids:
                return f"unknown {what} “{key}”: describe it in this row or import it first"
        if record.body or (record.template_id and record.audience):
            return None
        if record.totals is None:
            return "the row has neither a body, nor a template's id and an audience, nor totals"
        if record.campaign_id not in self.campaigns:
            return f"totals of the unknown campaign “{record.campaign_id}”: import it with its body first"
        return None

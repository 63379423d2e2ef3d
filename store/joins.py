"""How the tables of a campaign hang together, said once."""

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import col
from sqlmodel.sql.expression import Select

from store.models import Campaign, Engagement, Merchant, Product, Template, Voucher


def from_campaigns(*what: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    """Select tables or columns of campaigns and of the rows around them.

    Every join stays within the campaign's merchant. Product, voucher and engagement may be missing;
    a condition on one of their columns leaves out the campaigns that lack it.
    """
    return (
        Select(*what)
        .select_from(Campaign)
        .join(Merchant, col(Merchant.id) == Campaign.merchant_id)
        .join(Template, _same_merchant(Template, col(Template.id) == Campaign.template_id))
        .outerjoin(Product, _same_merchant(Product, col(Product.id) == Campaign.product_id))
        .outerjoin(Voucher, _same_merchant(Voucher, col(Voucher.id) == Campaign.voucher_id))
        .outerjoin(Engagement, _same_merchant(Engagement, col(Engagement.group_key) == Campaign.group_key))
    )


def _same_merchant(
    table: type[Template | Product | Voucher | Engagement], condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    return and_(col(table.merchant_id) == Campaign.merchant_id, condition)

"""Templates of the history as the agents' own values."""

from agents.copy_facts import Known
from agents.types import Message, Product, Voucher
from store.rows import ScoredTemplate


def message_of(row: ScoredTemplate) -> Message:
    """The words of a stored template."""
    return Message(title=row.title or None, body=row.body)


def known_around(row: ScoredTemplate) -> Known:
    """Product, voucher, market and shop a stored template was written for."""
    return Known(
        product=Product(name=row.product.name, category=row.product.category) if row.product else None,
        voucher=_voucher(row),
        market=row.market,
        shop=row.merchant_name,
    )


def _voucher(row: ScoredTemplate) -> Voucher | None:
    stored = row.voucher
    if stored is None:
        return None
    fields = ("title", "type", "value", "currency", "min_spend", "expires_at")
    return Voucher.model_validate({name: getattr(stored, name) for name in fields})

"""Templates of the history as the agents' own values."""

from functools import lru_cache

from agents.copy_facts import Known
from agents.kinship import Subject
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


def subject_of(row: ScoredTemplate) -> Subject:
    """What a stored template sells and offers."""
    product, voucher = row.product, row.voucher
    return _subject(
        (product.category or product.name) if product else None,
        (voucher.type, voucher.value, voucher.min_spend) if voucher else None,
    )


@lru_cache(maxsize=8192)
def _subject(category: str | None, offer: tuple[str, float | None, float | None] | None) -> Subject:
    """Hundreds of templates are compared for one draft, and most sell or offer the same."""
    if offer:
        fields = dict(zip(("type", "value", "min_spend"), offer, strict=True))
        voucher = Voucher.model_validate(fields | {"title": ""})
    return Subject.of(
        Product(name=category, category=category) if category else None, voucher if offer else None
    )


def speaks(row: ScoredTemplate, language: str | None) -> bool:
    """Whether a template is in a language, as far as both are known."""
    return not (row.language and language) or row.language == language


def _voucher(row: ScoredTemplate) -> Voucher | None:
    stored = row.voucher
    if stored is None:
        return None
    fields = ("title", "type", "value", "currency", "min_spend", "expires_at")
    return Voucher.model_validate({name: getattr(stored, name) for name in fields})

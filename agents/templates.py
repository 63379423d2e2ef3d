"""Templates of the history as the agents' own values, and how near one of the shop's own is to a draft."""

import re
from collections.abc import Sequence

from agents.copy_facts import Known
from agents.kinship import Subject, kinship
from agents.types import Draft, Message, Product, Voucher
from store.rows import ScoredTemplate

_SAME_PRODUCT, _SAME_CHANNEL = 1.0, 0.4


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


def speaks_for(row: ScoredTemplate, draft: Draft) -> bool:
    """Whether a template can teach a draft: it is in its language, and it is not the draft itself."""
    if row.campaign_id is not None and row.campaign_id == draft.id:
        return False
    if row.language and draft.language and row.language != draft.language:
        return False
    return _bare(row.title, row.body) != _bare(draft.title, draft.body)


def nearest_own(draft: Draft, rows: Sequence[ScoredTemplate]) -> list[tuple[ScoredTemplate, str]]:
    """A merchant's own templates with what they share with the draft, nearest first, of equals the stronger.

    Same product, then category, channel and voucher; categories of one shop are written alike, so
    their words are enough. Every strong template of the segment is usable, however far.
    """
    ranked = [(_nearness(draft, row), row) for row in rows if speaks_for(row, draft)]
    ranked.sort(key=lambda found: -found[0])
    return [(row, _why(draft, row)) for _, row in ranked]


def _nearness(draft: Draft, row: ScoredTemplate) -> float:
    known = known_around(row)
    mine, theirs = Subject.of(draft.product, draft.voucher), Subject.of(known.product, known.voucher)
    return (
        kinship(mine, theirs, None).score
        + _SAME_PRODUCT * _is_same_product(draft, row)
        + _SAME_CHANNEL * (row.channel == draft.channel)
    )


def _why(draft: Draft, row: ScoredTemplate) -> str:
    shared = [
        "the same product" if _is_same_product(draft, row) else None,
        "the same kind of offer" if _is_same_offer(draft, row) else None,
        "the same channel" if row.channel == draft.channel else None,
    ]
    told = ", ".join(part for part in shared if part)
    start = "one of this shop's strongest in this segment"
    return f"{start}, for {told}" if told else start


def _is_same_product(draft: Draft, row: ScoredTemplate) -> bool:
    if draft.product is None or row.product is None:
        return False
    return draft.product.name.strip().casefold() == row.product.name.strip().casefold()


def _is_same_offer(draft: Draft, row: ScoredTemplate) -> bool:
    return draft.voucher is not None and row.voucher is not None and draft.voucher.type == row.voucher.type


def _bare(title: str | None, body: str) -> str:
    return " ".join(re.findall(r"\w+", f"{title or ''} {body}".casefold()))


def _voucher(row: ScoredTemplate) -> Voucher | None:
    stored = row.voucher
    if stored is None:
        return None
    fields = ("title", "type", "value", "currency", "min_spend", "expires_at")
    return Voucher.model_validate({name: getattr(stored, name) for name in fields})

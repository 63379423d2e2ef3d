"""How near a shop's own templates are to its draft."""

import re
from collections.abc import Sequence

from agents.kinship import Subject, kinship
from agents.templates import speaks, subject_of
from agents.types import Draft
from store.rows import ScoredTemplate

_SAME_PRODUCT, _SAME_CHANNEL = 1.0, 0.4
"""What the same product and the same channel add to the kinship of category and voucher."""


def nearest_own(draft: Draft, rows: Sequence[ScoredTemplate]) -> list[tuple[ScoredTemplate, str]]:
    """A merchant's own templates with what they share with the draft, nearest first, of equals the stronger.

    Same product, then category, channel and voucher; categories of one shop are written alike, so
    their words are enough. Every strong template of the segment is usable, however far.
    """
    others = [row for row in rows if speaks(row, draft.language) and not _is_same(row, draft)]
    ranked = [(_nearness(draft, row), row) for row in others]
    ranked.sort(key=lambda found: -found[0])
    return [(row, _why(draft, row)) for _, row in ranked]


def _nearness(draft: Draft, row: ScoredTemplate) -> float:
    return (
        kinship(Subject.of(draft.product, draft.voucher), subject_of(row), None).score
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


def _is_same(row: ScoredTemplate, draft: Draft) -> bool:
    """Whether a stored template is the draft itself, by its campaign or by its words."""
    if row.campaign_id is not None and row.campaign_id == draft.id:
        return True
    return _bare(row.title, row.body) == _bare(draft.title, draft.body)


def _bare(title: str | None, body: str) -> str:
    return " ".join(re.findall(r"\w+", f"{title or ''} {body}".casefold()))

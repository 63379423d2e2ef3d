"""What a template is worth to a query, judged without looking at category paths or vectors.

`data/retrieval_needs.toml` says by hand what a shopper buys a thing for. A template gains 2 × (3 for the
same need, 2 for the same aisle, 1 for the same way of buying; ½ where one side has no product) and up to 2
for its offer (2 same kind, 1 same family, ½ another offer, 0 where only one has any). The offer's part is by
definition close to what comparing voucher fields measures; the product's part is independent of all measures.
"""

import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from agents.kinship import Subject
from agents.types import Product, Voucher

_NEEDS = Path(__file__).parent / "data" / "retrieval_needs.toml"
_FAMILY = {"percentage": "money", "fixed": "money", "gift": "extra", "bogo": "extra"}


class Item(NamedTuple):
    """A template or draft to be compared: its row, what it is about, and what its product is bought for."""

    row: dict[str, Any]
    subject: Subject
    need: dict[str, str] | None

    @property
    def text(self) -> str:
        """Category and voucher in one text, as the method is described in the literature."""
        voucher = [self.subject.voucher_type or "none", self.subject.band or ""]
        minimum = "with a minimum spend" if self.subject.has_minimum else ""
        return f"{self.subject.category or 'whole shop'}. Voucher: {' '.join([*voucher, minimum])}".strip()


def load_items(path: Path) -> list[Item]:
    """The rows of a corpus or of a file of drafts."""
    needs = tomllib.loads(_NEEDS.read_text(encoding="utf-8"))["category"]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Item(row, _subject(row), needs.get((row["product"] or {}).get("category"))) for row in rows]


def gain(wanted: Item, other: Item) -> float:
    """How much a template is worth to a query, 0–8."""
    mine, theirs = wanted.subject.voucher_type, other.subject.voucher_type
    offer = 2.0 if mine == theirs else 0.0
    if mine and theirs and mine != theirs:
        offer = 1.0 if _FAMILY.get(mine, mine) == _FAMILY.get(theirs, theirs) else 0.5
    if wanted.subject.category is None:
        return offer
    return offer + 2 * need_grade(wanted.need, other.need)


def need_grade(mine: dict[str, str] | None, theirs: dict[str, str] | None) -> float:
    """3 for the same need, 2 for the same aisle, 1 for the same way of buying, 0 for none; ½ if unknown."""
    if mine is None or theirs is None:
        return 0.5
    return next(
        (g for g, level in ((3, "need"), (2, "aisle"), (1, "bought")) if mine[level] == theirs[level]), 0
    )


def _subject(row: dict[str, Any]) -> Subject:
    product = Product.model_validate(row["product"]) if row["product"] else None
    return Subject.of(product, Voucher.model_validate(row["voucher"]) if row["voucher"] else None)

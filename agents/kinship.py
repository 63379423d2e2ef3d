"""How alike two campaigns are in what they sell and what they offer.

Measured in `evals/retrieval.py` against needs judged by hand: the meaning of the category path
(MiniLM, cosine) together with the words it shares beats either alone, and beats an embedding of
category and voucher in one text, in which the voucher's words drown the category. The voucher is
therefore compared by its fields.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple, Self

from agents.lexicons import load
from agents.types import Product, Value, Voucher

SHARED_WORDS = 0.5
"""Weight of the words two category paths share, beside a cosine of 1."""
VOUCHER = 0.3
"""Weight of the voucher, beside the category."""
RELATED = 0.5
"""Category likeness from which two categories are related: two thirds of such pairs are one aisle."""
NOT_ALIEN = 0.25
"""Category likeness that the same kind of offer needs: above the middle of unrelated pairs."""
UNKNOWN = 0.3
"""Category likeness when one side has no category: what unrelated pairs may reach by chance."""
_LONGEST = 200
_TYPE_SHARE = 0.75
_FAMILY, _ANY = 0.5, 0.25


class Subject(Value):
    """What a campaign sells and offers. `category` is a path or, without one, the product's name."""

    category: str | None = None
    voucher_type: str | None = None
    band: str | None = None
    has_minimum: bool = False

    @classmethod
    def of(cls, product: Product | None, voucher: Voucher | None) -> Self:
        """The subject of a product and a voucher. The voucher's title, which anyone wrote, is left out."""
        text = (product.category or product.name) if product else ""
        return cls(
            category=" ".join(text.split())[:_LONGEST] or None,
            voucher_type=voucher.type if voucher else None,
            band=_band(voucher) if voucher else None,
            has_minimum=bool(voucher and voucher.min_spend),
        )


class Kinship(NamedTuple):
    """Likeness of category (0 to 1 + SHARED_WORDS) and of voucher (0 to 1)."""

    category: float
    voucher: float

    @property
    def score(self) -> float:
        """Both in one number, for ranking."""
        return self.category + VOUCHER * self.voucher


def kinship(wanted: Subject, other: Subject, cosine: float | None) -> Kinship:
    """How alike two subjects are. `cosine` is that of their categories' vectors, None if unknown."""
    return Kinship(_category(wanted, other, cosine), _voucher(wanted, other))


def is_usable(wanted: Subject, other: Subject, kin: Kinship) -> bool:
    """Whether there is something to learn: a related category, or the same offer on no alien thing."""
    same_offer = wanted.voucher_type is not None and wanted.voucher_type == other.voucher_type
    if wanted.category is None:
        return same_offer
    return kin.category >= (NOT_ALIEN if same_offer else RELATED)


def explain(wanted: Subject, other: Subject, kin: Kinship) -> str:
    """In plain words what two subjects share, in the words of `wanted` alone: nothing of `other` is named."""
    parts = []
    if wanted.voucher_type and wanted.voucher_type == other.voucher_type:
        parts.append(f"same kind of offer ({load('kinship')['called'][wanted.voucher_type]})")
    shared = _shared_path(wanted, other)
    if shared and shared == " > ".join(_steps(wanted.category or "")):
        parts.append(f"same category ({shared})")
    elif shared:
        parts.append(f"related category ({shared})")
    elif wanted.category and other.category and kin.category >= RELATED:
        parts.append("a related kind of product")
    return ", ".join(parts)


def _category(wanted: Subject, other: Subject, cosine: float | None) -> float:
    if wanted.category is None:
        return 0.0
    if other.category is None:
        return UNKNOWN
    mine, theirs = _tokens(wanted.category), _tokens(other.category)
    shared = len(mine & theirs) / max(1, len(mine | theirs))
    # Without vectors the shared words stand in for the meaning as well.
    return (shared if cosine is None else cosine) + SHARED_WORDS * shared


def _voucher(wanted: Subject, other: Subject) -> float:
    mine, theirs = wanted.voucher_type, other.voucher_type
    if mine is None or theirs is None:
        return 1.0 if mine == theirs else 0.0
    families = load("kinship")["family"].values()
    alike = any(mine in family and theirs in family for family in families)
    of_type = 1.0 if mine == theirs else _FAMILY if alike else _ANY
    return _TYPE_SHARE * of_type + (1 - _TYPE_SHARE) * (wanted.band == other.band)


def _band(voucher: Voucher) -> str | None:
    """How generous: the discount as a share of the basket, which makes amounts of any currency comparable."""
    share = voucher.value if voucher.type == "percentage" else None
    if voucher.type == "fixed" and voucher.value and voucher.min_spend:
        share = 100 * voucher.value / voucher.min_spend
    if share is None:
        return None
    limits = load("kinship")["band"]
    return "small" if share <= limits["small"] else "middling" if share <= limits["middling"] else "large"


def _shared_path(wanted: Subject, other: Subject) -> str | None:
    """The beginning of a category path that both have, in our own spelling."""
    if not wanted.category or not other.category:
        return None
    mine, theirs = _steps(wanted.category), _steps(other.category)
    pairs = zip(mine, theirs, strict=False)
    same = 0
    for ours, others in pairs:
        if ours.casefold() != others.casefold():
            break
        same += 1
    return " > ".join(mine[:same]) or None


def _steps(category: str) -> list[str]:
    return [step.strip() for step in category.split(">")]


@lru_cache(maxsize=4096)
def _tokens(category: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", category.casefold())
    return frozenset(re.sub(r"(?<=\w{3})(?:es|s)$", "", w) for w in words) - _skipped()


@cache
def _skipped() -> frozenset[str]:
    return frozenset(load("kinship")["category"]["skip"])

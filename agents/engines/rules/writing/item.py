"""How to speak of a product: its short name, its kind, one or many."""

import re
from functools import cache
from typing import Literal

from agents.engines.rules.tongue import tongue_spoken, words
from agents.lexicons import load
from agents.types import Product, Value

_UNITS = r"g|kg|ml|l|cl|oz|fl oz|lb|cm|mm|m|in|inch|pcs?|pack|packs|s|ct|caps(?:ules)?|sachets|skeins"
_SIZE = rf"(?:\d[\d.,]*\s?(?:{_UNITS})\b)"


# What a shelf label shouts around a name: "NEW!!", "*SALE*".
_DECORATION = re.compile(r"\*[A-Z ]+\*|\b(?:NEW|SALE|HOT|PROMO|OFFER|BEST ?SELLER)\b!+")

Trade = Literal["goods", "service", "digital"]


class Item(Value):
    """A product in words: `name` for a sentence, `noun` its kind in lower case (None if unclear)."""

    name: str
    noun: str | None
    plural: bool
    trade: Trade = "goods"
    used_up: bool = False

    def slots(self, *, named: bool = True) -> dict[str, str]:
        """Values for the slots of a phrase that speaks of the item.

        `named` says whether the reader has just read its name: then "it" will do.
        """
        if tongue_spoken() != "en":
            return {"item": self.name, "it": words("phrases")["plain"]["it"] if named else self.name}
        many = self.plural
        it = ("them" if many else "it") if named else f"the {self.name}"
        subject = ("they" if many else "it") if named else it
        s = "" if many else "s"
        return {
            "item": self.name,
            "be": "are" if many else "is",
            "has": "have" if many else "has",
            "it": it,
            "these_are": "these are" if many else "this is",
            "it_is": f"{subject} {'are' if many else 'is'}",
            "it_suits": f"{subject} suit{s}",
            "it_fits": f"{subject} fit{s}",
            "it_belongs": f"{subject} belong{s}",
            "it_costs": f"{subject} cost{s}",
        } | self._kinds()

    def _kinds(self) -> dict[str, str]:
        """Its kind, where it has one that can be said; as something to refill only if it gets used up."""
        if self.noun is None:
            return {}
        return {"noun": self.noun} | ({"refill": self.noun} if self.used_up else {})

    def is_named_in(self, text: str) -> bool:
        """Whether a text names it: half of the longer words of its name stand in it."""
        words = [w for w in re.findall(r"\w+", self.name.casefold()) if len(w) > 3]  # noqa: PLR2004
        folded = text.casefold()
        return bool(words) and sum(w.rstrip("s") in folded for w in words) >= max(1, len(words) // 2)


def read_item(product: Product | None) -> Item | None:
    """The product as a writer speaks of it, or None when there is none."""
    if product is None or not product.name.strip():
        return None
    name = short_name(product.name)
    category = product.category or ""
    used_up = bool(re.search("|".join(load("items")["used_up"]), category, re.IGNORECASE))
    return Item(
        name=name, noun=_noun(category), plural=is_plural(name), trade=_trade(name, category), used_up=used_up
    )


def _trade(name: str, category: str) -> Trade:
    """Whether it is booked, got as a file or a licence, or sent: its head noun and its shelf tell."""
    head = re.split(r"\s*[,(:]|\s+(?:for|with|of)\s+", name, maxsplit=1)[0].split()
    for trade in ("services", "digital"):
        nouns = re.compile("|".join(load("items")[trade]), re.IGNORECASE)
        shelves = re.compile("|".join(load("items")[f"{trade}_shelves"]), re.IGNORECASE)
        if (head and nouns.fullmatch(head[-1])) or shelves.search(category):
            return "service" if trade == "services" else "digital"
    return "goods"


def short_name(name: str) -> str:
    """The product's name without what only a stock list needs: brackets, counts and sizes at the end."""
    whole = name.strip().splitlines()[0]
    first = " ".join(_DECORATION.sub(" ", whole).split()) or whole
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", first)
    bare = re.sub(rf"\s*[,–-]\s*{_SIZE}\s*$", "", bare, flags=re.IGNORECASE)
    head = re.sub(r"\s+[–-]\s+[^–-]{2,25}$", "", bare)
    bare = head if len(head.split()) > 1 else bare  # "Linen Shirt - Sand", but not "Set - Sand"
    bare = re.sub(rf"[\s,]+\d+\s*[x×]\s*{_SIZE}\s*$", "", bare, flags=re.IGNORECASE)
    bare = re.sub(rf"\s+{_SIZE}(?:\s*[x×]\s*\d+)?\s*$", "", bare, flags=re.IGNORECASE) or bare
    kind, _, detail = bare.partition(",")
    bare = kind if detail and len(kind.split()) > 1 else bare  # "Piano Lessons, Term 1", but not "Mug, Blue"
    return re.sub(r"^the\s+", "", bare.strip(), flags=re.IGNORECASE) or first


def is_plural(name: str) -> bool:
    """Whether a name takes "are": its head noun (before "of", "with", "in" …) ends like a plural."""
    head = re.split(r"\s*[,(:]|\s+(?:of|with|for|in|by|from)\s+", name, maxsplit=1)[0]
    words = [w for w in re.findall(r"[A-Za-z][A-Za-z'’-]*", head) if w.lower() not in _after_head()]
    if not words:
        return False
    last = words[-1].lower()
    return (
        last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s", "ous")) and last not in _singular()
    )


@cache
def _singular() -> frozenset[str]:
    return frozenset(load("items")["singular_in_s"])


@cache
def _after_head() -> frozenset[str]:
    return frozenset(load("items")["after_the_head"])


@cache
def _unusable() -> re.Pattern[str]:
    return re.compile("|".join(load("items")["unusable_kinds"]), re.IGNORECASE)


def _noun(category: str) -> str | None:
    """The last step of the category path as one would say it, if one would."""
    leaf = category.rsplit(">", 1)[-1].strip()
    if not leaf or _unusable().search(leaf) or not leaf.isascii():
        return None
    return leaf.lower()

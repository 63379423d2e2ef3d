"""Goods by their names: of which family they are, and which go with which."""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from agents.lexicons import load

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 3
_LETTERS = 3
_MEASURE = re.compile(r"\b\d+\s?(?:g|kg|ml|l|oz|lb)s? \w+")
"""A "250g bag" is no handbag."""


class Goods(NamedTuple):
    """What a text names: `names` as they stand, their `families`, and its telling words in the singular."""

    names: tuple[str, ...]
    families: frozenset[str]
    words: frozenset[str]
    all_words: frozenset[str]

    @property
    def covers_all(self) -> bool:
        """Whether an offer in these words covers whatever the shop has."""
        return not self.all_words.isdisjoint(_general())


@lru_cache(maxsize=2048)
def goods_in(text: str) -> Goods:
    """The goods that a normalised text names; "ski jackets" before "jackets"."""
    said = _WORD.findall(_MEASURE.sub(" ", text))
    single = [_singular(word) for word in said]
    names, families, at = [], set[str](), 0
    while at < len(said):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(single[at : at + n]) in _known()), 0)
        if length:
            names.append(" ".join(said[at : at + length]))
            families |= _known()[" ".join(single[at : at + length])]
        at += max(1, length)
    telling = (w for w, full in zip(single, said, strict=True) if not {w, full} & _plain())
    words = frozenset(word for word in telling if len(word) >= _LETTERS)
    return Goods(tuple(names), frozenset(families), words, frozenset((*said, *single)))


def go_together(product: Goods, offered: Goods, *, closely: bool) -> bool:
    """Whether people who care for one may care for the other; `closely` asks for the same kind of thing."""
    if are_apart(product, offered):
        return False
    if product.words & offered.words or product.families & offered.families:
        return True
    return not closely and any((a, b) in _kin() for a in product.families for b in offered.families)


def are_apart(product: Goods, offered: Goods) -> bool:
    """Whether they are for another beast, table or season than the product."""
    for rule in load("diagnosis_goods")["apart"]:
        if rule.get("family") not in (None, *product.families):
            continue
        mine, theirs = _sides(rule, product), _sides(rule, offered)
        if mine and theirs and not mine & theirs and (not rule.get("one_way") or 0 in mine):
            return True
    return False


def _sides(rule: dict[str, Any], goods: Goods) -> set[int]:
    return {at for at, side in enumerate(rule["sides"]) if not goods.all_words.isdisjoint(side.split())}


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("shes", "sh"), ("ches", "ch"), ("sses", "ss"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1 and word not in ("cookies", "series"):
            return word.removesuffix(ending) + instead
    irregular = {"knives": "knife", "shelves": "shelf", "lenses": "lens", "lens": "lens", "mens": "mens"}
    if word in irregular:
        return irregular[word]
    return word if word.endswith(("ss", "us", "is")) or len(word) <= _LETTERS else word.removesuffix("s")


@cache
def _known() -> dict[str, frozenset[str]]:
    """Every name of goods with its families."""
    found: dict[str, set[str]] = {}
    for family, listed in load("diagnosis_goods")["family"].items():
        for part in listed:
            found.setdefault(part, set()).add(family)
    return {name: frozenset(families) for name, families in found.items()}


@cache
def _kin() -> frozenset[tuple[str, str]]:
    pairs = [tuple(pair.split("-")) for pair in load("diagnosis_goods")["kin"]["pairs"].split()]
    return frozenset(pair for a, b in pairs for pair in ((a, b), (b, a)))


@cache
def _general() -> frozenset[str]:
    return frozenset(load("diagnosis_goods")["general"]["words"].split())


@cache
def _plain() -> frozenset[str]:
    return frozenset(load("diagnosis_goods")["plain"]["words"].split())

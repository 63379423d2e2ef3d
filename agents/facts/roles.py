"""What an amount is for: taken off, a minimum, a cap, a price — read off the words around it."""

import re
from functools import cache
from typing import Any, Literal

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load

Role = Literal["off", "minimum", "cap", "worth", "change", "price", "attribute", "none"]

_LOOK = 34
_NEARLY_ALL = 95


@cache
def _before(role: str) -> re.Pattern[str]:
    words = either(load("offer_words")["roles"][role]["before"])
    # What may stand between: "minimum spend (RM60", "spend just RM60".
    return re.compile(
        rf"(?<![{LETTERS}])(?:{words})[\s:(\"']*(?:just |only |a |of |total |extra |flat |a flat )*$"
    )


@cache
def _behind(role: str, kind: str = "after") -> re.Pattern[str]:
    words = either(load("offer_words")["roles"][role][kind])
    kinds = either(load("offer_words")["roles"]["between"])
    return re.compile(rf"[\s)]*(?:(?:{kinds}) )?(?:{words})(?![{LETTERS}])")


def role_of(page: Page, fact: Fact) -> Role:
    """The role of a percentage or an amount of money in its sentence."""
    first, last = page.sentences[page.sentence_at(fact.start)]
    left = page.low[max(first, fact.start - _LOOK) : fact.start]
    right = page.low[fact.end : min(last, fact.end + _LOOK)]
    return (
        _of_percent(fact, left, right)
        if fact.kind == "percent"
        else _of_money(page, fact, left, right, first)
    )


def _of_money(page: Page, fact: Fact, left: str, right: str, first: int) -> Role:
    if _before("worth").search(left):
        return "worth"
    if _behind("off").match(right):
        return "off"
    if _behind("minimum").match(right) or _before("minimum").search(left):
        return "minimum"
    if _behind("minimum", "after_off").match(right) and re.search(
        r"\boff\b|discount", page.low[first : fact.start]
    ):
        return "minimum"
    others: tuple[Role, ...] = ("cap", "change", "off", "price")
    for role in others:
        if _before(role).search(left) or (role != "off" and _says_behind(role, right)):
            return role
    return "none"


def _of_percent(fact: Fact, left: str, right: str) -> Role:
    if _behind("off").match(right):
        return "off"
    if _behind("attribute").match(right):
        return "attribute"
    for role in ("cap", "change"):
        if "upto" not in fact.key and (_before(role).search(left) or _says_behind(role, right)):
            return "change" if role == "change" else "cap"
    value = re.search(r"\d+", fact.key)
    # "100% satisfaction", "98% of you": what nearly all of something is, is no discount unless it says so.
    return "none" if value and int(value[0]) >= _NEARLY_ALL else "off"


def _says_behind(role: str, right: str) -> bool:
    words: dict[str, Any] = load("offer_words")["roles"][role]
    return bool(words["after"]) and bool(_behind(role).match(right))


def off_behind(page: Page, end: int) -> int:
    """Where an amount ends together with the "off" behind it."""
    match = _behind("off").match(page.low, end, min(len(page.low), end + _LOOK))
    return match.end() if match else end

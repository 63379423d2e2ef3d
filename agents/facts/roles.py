"""What an amount is for: taken off, a minimum, a cap, a price — read off the words around it."""

import re
from functools import cache
from typing import Any, Literal

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

Role = Literal["off", "minimum", "cap", "worth", "change", "price", "attribute", "none"]

_LOOK = 34
_SPACE, _GLUE = r"[\s)]*", r"[\s)-]*"  # German joins: "5-Euro-Gutschein"
_NEARLY_ALL = 95


@cache
def _before(role: str, tongues: frozenset[str]) -> re.Pattern[str]:
    roles = _roles(tongues)
    # What may stand between: "minimum spend (RM60", "spend just RM60".
    return re.compile(
        rf"(?<![{LETTERS}])(?:{either(roles[role]['before'])})[\s:(\"']*(?:(?:{either(roles['just'])}) )*$"
    )


@cache
def _behind(role: str, tongues: frozenset[str], kind: str = "after") -> re.Pattern[str]:
    roles = _roles(tongues)
    words, kinds = either(roles[role][kind]), either(roles["between"])
    return re.compile(rf"{_GLUE if tongues else _SPACE}(?:(?:{kinds}) )?(?:{words})(?![{LETTERS}])")


def _roles(tongues: frozenset[str]) -> dict[str, Any]:
    roles: dict[str, Any] = load_in("offer_words", tongues)["roles"]
    return roles


def role_of(page: Page, fact: Fact) -> Role:
    """The role of a percentage or an amount of money in its sentence."""
    first, last = page.sentences[page.sentence_at(fact.start)]
    left = page.low[max(first, fact.start - _LOOK) : fact.start]
    right = page.low[fact.end : min(last, fact.end + _LOOK)]
    if fact.kind == "percent":
        return _of_percent(fact, left, right, page.tongues)
    return _of_money(left, right, page.low[first : fact.start], page.tongues)


def _of_money(left: str, right: str, told: str, tongues: frozenset[str]) -> Role:
    """`told` is all that stands before it in the sentence."""
    if _before("worth", tongues).search(left):
        return "worth"
    if _behind("off", tongues).match(right):
        return "off"
    if _behind("minimum", tongues).match(right) or _before("minimum", tongues).search(left):
        return "minimum"
    if _behind("minimum", tongues, "after_off").match(right) and re.search(r"\boff\b|discount", told):
        return "minimum"
    others: tuple[Role, ...] = ("cap", "change", "off", "price")
    for role in others:
        if _before(role, tongues).search(left) or (role != "off" and _says_behind(role, right, tongues)):
            return role
    return "none"


def _of_percent(fact: Fact, left: str, right: str, tongues: frozenset[str]) -> Role:
    if _behind("off", tongues).match(right):
        return "off"
    if _behind("attribute", tongues).match(right):
        return "attribute"
    for role in ("cap", "change"):
        if "upto" not in fact.key and (
            _before(role, tongues).search(left) or _says_behind(role, right, tongues)
        ):
            return "change" if role == "change" else "cap"
    value = re.search(r"\d+", fact.key)
    # "100% satisfaction", "98% of you": what nearly all of something is, is no discount unless it says so.
    return "none" if value and int(value[0]) >= _NEARLY_ALL else "off"


def _says_behind(role: str, right: str, tongues: frozenset[str]) -> bool:
    return bool(_roles(tongues)[role]["after"]) and bool(_behind(role, tongues).match(right))


def off_behind(page: Page, end: int) -> int:
    """Where an amount ends together with the "off" behind it."""
    match = _behind("off", page.tongues).match(page.low, end, min(len(page.low), end + _LOOK))
    return match.end() if match else end

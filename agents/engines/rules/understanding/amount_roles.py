"""What an amount is for: it comes off, it is a price, or it is what several cost."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.offer_terms import is_minimum
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.lexicons import load

_BETWEEN = re.compile(r"\b(?:for|at)\b|@", re.IGNORECASE)
_LOOK = 40  # characters before an amount


def prices_in(text: str, *, today: date | None = None, market: str | None = None) -> tuple[Fact, ...]:
    """The amounts of money that are what something costs, and two of something for an amount."""
    facts = read_facts(text, today=today, market=market)
    return tuple(
        fact for fact in facts if is_bundle(fact) or (fact.kind == "money" and _is_price(text, fact))
    )


def is_taken_off(text: str, fact: Fact) -> bool:
    """Whether a share or an amount of money is said to come off."""
    before, after = text[max(0, fact.start - _LOOK) : fact.start], text[fact.end :]
    says = _said("off_after").match(after) or _said("off_before").search(before)
    return fact.kind in {"percent", "money"} and bool(says)


def may_be_a_price(text: str, fact: Fact) -> bool:
    """Whether an amount of a draft is what something costs, as far as it is nothing else."""
    if fact.kind != "money" or is_taken_off(text, fact) or is_minimum(text, fact):
        return False
    return not _said("no_price_before").search(text[: fact.start])


def _is_price(text: str, fact: Fact) -> bool:
    if is_taken_off(text, fact) or is_minimum(text, fact):
        return False
    before, after = text[max(0, fact.start - _LOOK) : fact.start], text[fact.end :]
    return bool(_said("price_before").search(before) or _said("price_after").match(after))


def is_bundle(fact: Fact) -> bool:
    """Whether it is what several cost: "2 for S$20" is, "2 for 1" and "3 for 2" give one away."""
    if fact.kind != "multibuy":
        return False
    numbers = [float(number.replace(",", "")) for number in re.findall(r"\d+(?:[.,]\d+)*", fact.text)]
    return len(numbers) > 1 and bool(_BETWEEN.search(fact.text)) and numbers[1] > numbers[0]


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["amounts"][name]), re.IGNORECASE)

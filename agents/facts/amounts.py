"""Numbers as written: digits with any separators, and number words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from agents.facts.numerals import parse_number
from agents.facts.page import Page, number_words
from agents.facts.spelled import find_spelled
from agents.lexicons import load

_DIGITS = re.compile(r"\d+(?:[.,']\d+)*")
_SPACED = re.compile(r"(\d{1,3}(?: \d{3})+)([.,]\d{1,2})?(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text: its place and value; `worded` when it is spelled out.

    `loose` when its words mean other things as well, so that it counts only before something counted.
    """

    start: int
    end: int
    value: Decimal
    worded: bool = False
    loose: bool = False


def find_amounts(page: Page) -> Iterator[Amount]:
    """Every number of `page`, digits first, then words, each in order."""
    for match in _DIGITS.finditer(page.low):
        yield Amount(match.start(), match.end(), parse_number(match[0]))
    for start, end, value in find_spelled(page) if page.tongues else ():
        yield Amount(start, end, value, worded=True, loose=True)
    if page.vocabulary.isdisjoint(number_words()):
        return
    for match in _worded().finditer(page.low):
        yield Amount(match.start(), match.end(), _worded_value(match[0]), worded=True)


def spaced_amount(page: Page, start: int) -> Amount | None:
    """A number from `start` on whose thousands are set apart by spaces ("50 000"), or None."""
    match = _SPACED.match(page.low, start)
    if not match:
        return None
    return Amount(start, match.end(), Decimal(match[1].replace(" ", "") + (match[2] or "").replace(",", ".")))


@cache
def _worded() -> re.Pattern[str]:
    ones, tens, scales = ("|".join(load("reading")["numbers"][kind]) for kind in ("ones", "tens", "scales"))
    small = rf"(?:(?:{tens})(?:[ -](?:{ones}))?|(?:{ones}))"
    return re.compile(
        rf"\b(?:{small}(?:[ -](?:{scales}))+(?: (?:and )?{small})?|{small}|(?:a |half a )?(?:{scales}))\b"
    )


def _worded_value(text: str) -> Decimal:
    total = Decimal(0)
    for word in re.split(r"[ -]", text):
        if word in _scales():
            total = (total or 1) * Decimal(_scales()[word])
        else:
            # "one hundred and five": what comes after a hundred is added to it.
            total += _values().get(word, Decimal(0))
    return total


@cache
def _scales() -> dict[str, int]:
    scales: dict[str, int] = load("reading")["numbers"]["scales"]
    return scales


@cache
def _values() -> dict[str, Decimal]:
    """What each small number word is worth; "half" for half a dozen."""
    numbers = load("reading")["numbers"]
    ones = {word: Decimal(value) for value, word in enumerate(numbers["ones"], 1)}
    tens = {word: Decimal(value * 10) for value, word in enumerate(numbers["tens"], 2)}
    return ones | tens | {"half": Decimal("0.5")}

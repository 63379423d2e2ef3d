"""Numbers spelled out in other languages: "dua puluh", "fünfzig", "ห้าสิบ", 二十.

Most of their words mean other things too ("năm" is five and year, 一 stands in a hundred words), so they
count only before something that is counted: a unit, a sign of money or percent.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from agents.facts.page import Page
from agents.facts.wordlists import LETTERS, UNSPACED, either
from agents.lexicons import load_in

_SPACED = re.compile(rf"[^{UNSPACED}]+")


class _Counting(NamedTuple):
    """The words of a set of languages, and the pattern of a number made of them."""

    values: dict[str, int]
    scales: dict[str, int]
    number: re.Pattern[str]
    word: re.Pattern[str]


def find_spelled(page: Page) -> Iterator[tuple[int, int, Decimal]]:
    """Start, end and value of every number that is spelled out in a language of `page` beside English."""
    counting = _counting(page.tongues)
    if counting is None:
        return
    for match in counting.number.finditer(page.low):
        yield match.start(), match.end(), Decimal(_value(match[0], counting))


def spelled_value(said: str, tongues: frozenset[str]) -> int | None:
    """The value of a number that is nothing but spelled out, or None."""
    counting = _counting(tongues)
    return _value(said, counting) if counting and counting.number.fullmatch(said) else None


def _value(said: str, counting: _Counting) -> int:
    """A scale multiplies what is smaller and stands before it: 100 + 2 × 10, (2 × 100) × 1000."""
    total = 0
    for word in counting.word.findall(said):
        scale = counting.scales.get(word)
        if scale is None:
            total += counting.values[word]
        else:
            small = total % scale
            total = total - small + max(small, 1) * scale
    return total


@cache
def _counting(tongues: frozenset[str]) -> _Counting | None:
    words = load_in("reading", tongues)["numbers"].get("counting")
    if not words:
        return None
    values, scales = words["values"], words.get("scales", {})
    spaced = either(w for w in (*values, *scales) if _SPACED.fullmatch(w))
    joined = either(w for w in (*values, *scales) if not _SPACED.fullmatch(w))
    join = either(words.get("join", ())) or "(?!)"
    forms = []
    if spaced:
        one = rf"(?<![{LETTERS}\d])(?:{spaced})(?![{LETTERS}])"
        forms.append(rf"{one}(?:[ -](?:(?:{join}) )?{one})*")
    if joined:
        forms.append(rf"(?:{joined})+")
    return _Counting(
        values, scales, re.compile("|".join(forms)), re.compile("|".join(filter(None, (spaced, joined))))
    )

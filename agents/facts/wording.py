"""Words that promise, hurry or claim, found in a text."""

import re
from functools import cache
from typing import NamedTuple

from agents.lexicons import load


class Word(NamedTuple):
    """A word of a lexicon where it stands. `kind` is the lexicon's table ("discount", "stock", …)."""

    kind: str
    text: str
    start: int


def offer_words(text: str) -> list[Word]:
    """Words that promise something: discount, voucher, free shipping …"""
    return _find("offer_words", text)


def urgency_words(text: str) -> list[Word]:
    """Words that hurry people."""
    return _find("urgency", text)


def claim_words(text: str) -> list[Word]:
    """Claims of fact about product or shop."""
    return [
        Word("claim", m[0], m.start()) for m in _one("claims", tuple(load("claims")["words"])).finditer(text)
    ]


def kinds_of(name: str) -> tuple[str, ...]:
    """The voucher types that justify a kind of offer word."""
    return tuple(load("offer_words")[name]["kinds"])


def _find(lexicon: str, text: str) -> list[Word]:
    found = []
    for kind, table in load(lexicon).items():
        found += [
            Word(kind, m[0], m.start())
            for m in _one(f"{lexicon}.{kind}", tuple(table["words"])).finditer(text)
        ]
    return found


@cache
def _one(name: str, words: tuple[str, ...]) -> re.Pattern[str]:  # noqa: ARG001 - the name keys the cache cheaply
    return re.compile("|".join(f"(?:{w})" for w in words), re.IGNORECASE)

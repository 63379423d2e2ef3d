"""Which languages beside English a text is read in: their lists are opened only for such texts.

A script gives its language away; in Latin letters it is words that do. English ones open nothing.
"""

import re

from agents.language.names import normal_code
from agents.language.telling import LISTED, telling_words, weigh
from agents.lexicons import ENGLISH_ALONE

_BY_SCRIPT = (
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0620-\u064a]")),
)
_KANA = re.compile("[\u3041-\u30ff]")
EVERY_TONGUE = frozenset([*LISTED, *(code for code, _ in _BY_SCRIPT)])
"""All languages there are lists for."""

_ENOUGH = 0.5
"""A language is read beside the most likely one with at least this share of its weight."""


def tongues_of(low: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The languages to read a text in, given in lower case and as its words; mostly none but English."""
    found: set[str] = set()
    if not low.isascii():
        found = {code for code, letters in _BY_SCRIPT if letters.search(low)}
        if _KANA.search(low):
            found.discard("zh")
    told = vocabulary & telling_words()
    if not (found or told):
        return ENGLISH_ALONE
    weights = weigh(told)
    most = max(weights.values(), default=0.0)
    return _neighbours(found | {code for code, weight in weights.items() if weight >= _ENOUGH * most})


def tongue_of(language: str | None) -> frozenset[str]:
    """The language a merchant's system names, if it is one we have lists for."""
    code = normal_code(language) if language else ""
    return _neighbours({code} & EVERY_TONGUE)


def _neighbours(codes: set[str]) -> frozenset[str]:
    """Malay and Indonesian are always read together: a word of either is understood in both."""
    return frozenset(codes | {"ms", "id"}) if codes & {"ms", "id"} else frozenset(codes)

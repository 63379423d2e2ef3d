"""Words that give a language in Latin letters away: small ones, and those of its lists for the ledger."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from agents.lexicons import load

LISTED = ("de", "es", "fr", "id", "ms", "pt", "tl", "vi")
"""The languages in Latin letters, besides English, that have lists in `lexicons/ledger`."""

_SHORTEST = 3
_NO_WORDS = frozenset({"multibuy", "codes"})


def weigh(words: Iterable[str]) -> dict[str, float]:
    """How much of `words` speaks for each language: a word that several share counts for each by its part."""
    weights: dict[str, float] = {}
    for word in words:
        codes = _languages_of().get(word, frozenset())
        for code in codes:
            weights[code] = weights.get(code, 0.0) + 1 / len(codes)
    return weights


@cache
def telling_words() -> frozenset[str]:
    """Every word, in lower case, that gives a language away."""
    return frozenset(_languages_of())


@cache
def _languages_of() -> dict[str, frozenset[str]]:
    english = _english()
    found: dict[str, frozenset[str]] = {}
    for code in LISTED:
        told = {w for line in _lines(load(f"ledger/{code}")) for w in re.findall(r"[^\W\d_]+", line)}
        if code == "vi":  # without their marks its words are too short to tell, but for some
            told = {word for word in told if not word.isascii()} | set(load("languages")["unmarked"]["vi"])
        for word in (told | set(load("languages")["words"][code])) - english:
            if len(word) >= _SHORTEST:
                found[word] = found.get(word, frozenset()) | {code}
    return found


def _english() -> set[str]:
    languages = load("languages")
    own = {*languages["words"]["en"], *languages["flavour"], *languages["also_english"]}
    for name in ("urgency", "claims", "offer_words", "dates", "reading"):
        own |= {w for line in _lines(load(name)) for w in re.findall(r"[^\W\d_]+", line)}
    return own


def _lines(table: object) -> Iterator[str]:
    """Every string of a lexicon's lists, patterns left out."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for value in table:
            yield from _lines(value)
    elif isinstance(table, dict):
        for key, value in table.items():
            if key == "counting":
                yield from (word for words in value.values() for word in words)
            elif key not in _NO_WORDS:
                yield from _lines(value)

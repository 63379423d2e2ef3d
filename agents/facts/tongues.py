"""Which languages beside English a text is read in: their lists are opened only for such texts.

A script gives its language away. In Latin letters it is words that do: those of the language's own lists
(`lexicons/ledger`), and its small words. English ones open nothing.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from agents.language.names import normal_code
from agents.lexicons import ENGLISH_ALONE, load

_BY_SCRIPT = (
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0620-\u064a]")),
)
_KANA = re.compile("[\u3041-\u30ff]")
_LATIN = ("de", "es", "fr", "id", "ms", "pt", "tl", "vi")
EVERY_TONGUE = frozenset([*_LATIN, *(code for code, _ in _BY_SCRIPT)])
"""All languages there are lists for."""

_ENOUGH = 0.5
"""A language is read beside the most likely one with at least this share of its weight."""
_SHORTEST = 3
_NO_WORDS = frozenset({"multibuy", "codes"})


def tongues_of(low: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The languages to read a text in, given in lower case and as its words; mostly none but English."""
    found: set[str] = set()
    if not low.isascii():
        found = {code for code, letters in _BY_SCRIPT if letters.search(low)}
        if _KANA.search(low):
            found.discard("zh")
    told = vocabulary & _telling_words()
    if not (found or told):
        return ENGLISH_ALONE
    return frozenset(found | _likeliest(told))


def tongue_of(language: str | None) -> frozenset[str]:
    """The language a merchant's system names, if it is one we have lists for."""
    code = normal_code(language) if language else ""
    return _neighbours({code} & EVERY_TONGUE)


def _likeliest(told: Iterable[str]) -> frozenset[str]:
    weights: dict[str, float] = {}
    for word in told:
        for code in _telling()[word]:
            weights[code] = weights.get(code, 0.0) + 1 / len(_telling()[word])
    most = max(weights.values(), default=0.0)
    return _neighbours({code for code, weight in weights.items() if weight >= _ENOUGH * most})


def _neighbours(codes: set[str]) -> frozenset[str]:
    """Malay and Indonesian are always read together: a word of either is understood in both."""
    return frozenset(codes | {"ms", "id"}) if codes & {"ms", "id"} else frozenset(codes)


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(_telling())


@cache
def _telling() -> dict[str, frozenset[str]]:
    """Each word that gives languages away, and those languages."""
    english = _english()
    found: dict[str, frozenset[str]] = {}
    for code in _LATIN:
        told = {w for line in _lines(load(f"ledger/{code}")) for w in re.findall(r"[^\W\d_]+", line)}
        told |= set(load("languages")["words"][code])
        for word in told - english:
            # Vietnamese has its marks; without them its words are too short to tell.
            if len(word) >= _SHORTEST and not (code == "vi" and word.isascii()):
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
            if key not in _NO_WORDS:
                yield from _lines(value)

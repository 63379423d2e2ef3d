"""The words of a text without what belongs to no language, and the scripts they are written in."""

import re
from functools import cache

from agents.lexicons import load
from agents.placeholders import mask

_WEIGHT = {"Han": 3.0, "Kana": 2.0, "Hangul": 2.0, "Thai": 1.5}
"""One sign of these says as much as so many letters."""
_ENOUGH = 0.25
_SOME_KANA = 0.1
"""Kana to a Chinese character: from here on a text is Japanese."""
_NOISE = re.compile(
    r"⟦P\d+⟧|https?://\S+|www\.\S+|[\w.%+-]{1,64}@[\w.-]+|[#@]\w+|[A-Za-z\u00c0-\u1eff_]*\d[\dA-Za-z\u00c0-\u1eff_]*|\b[A-Z]{2,}[-_][\w-]+"
)


def spoken(text: str) -> str:
    """`text` without tags, links, addresses, handles and anything with a digit in it."""
    return _NOISE.sub(" ", mask(text).text)


def script_shares(text: str) -> dict[str, float]:
    """How much of `text` is in which script, 0–1 each, 1 together; empty for a text without letters."""
    counts = {
        name: len(letters.findall(text)) * _WEIGHT.get(name, 1.0) for name, letters in _letters().items()
    }
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items() if count} if total else {}


def scripts_of(language: str) -> tuple[str, ...]:
    """The scripts `language` is written in."""
    return tuple(load("languages")["written_in"].get(language, ("Latin",)))


@cache
def _letters() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{row['letters']}]") for name, row in load("languages")["scripts"].items()}


def language_of_script(shares: dict[str, float]) -> str:
    """The language a text with these scripts is taken for; Latin letters alone say "en".

    Foreign brand names in Latin letters are common, so a quarter in another script is enough.
    """
    own = {name: share for name, share in shares.items() if name != "Latin"}
    if sum(own.values()) < _ENOUGH:
        return "en"
    if own.get("Kana", 0.0) > _SOME_KANA * own.get("Han", 0.0):
        own.pop("Han", None)
    leading = max(own, key=lambda name: own[name])
    language: str = load("languages")["scripts"][leading]["language"]
    return language

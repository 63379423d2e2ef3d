"""Telling the language of a message."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

from agents.language.names import normal_code
from agents.language.scripts import language_of_script, script_shares, scripts_of, spoken
from agents.language.telling import weigh
from agents.language.words import marks, votes, words_of

_CODE = re.compile(r"[a-z]{2,3}")
_CONTRADICTED = 0.15
"""A language whose scripts make up less than this of the letters is not the language of the text."""
_SHORT = 5
"""With fewer words than this we don't guess: the text counts as English."""
_CLEAR = 1.5
"""So many times the votes of the next language settle it."""
_TOLD = 1.0
"""So much weight of telling words is enough where no small words are."""
_SURE = 0.5
"""From this confidence on lingua may say that a text is not English."""


def detect_language(text: str, *, hint: str | None = None) -> str:
    """The ISO 639-1 code of the language `text` is written in.

    A `hint` (what the merchant's system says; "en-GB" and "fil" are understood) wins unless it is no
    code of a language or the script contradicts it. Without one, script, then small words and words of
    selling, then the lingua detector decide; English with local flavour ("Jom shopping!", "cheaper na")
    is English, and so is a text too short to tell.
    """
    code = normal_code(hint) if hint else ""
    return _detect(text, code if _CODE.fullmatch(code) else None)


@lru_cache(maxsize=512)
def _detect(text: str, hint: str | None) -> str:
    plain = spoken(text)
    shares = script_shares(plain)
    if hint and (not shares or sum(shares.get(name, 0) for name in scripts_of(hint)) >= _CONTRADICTED):
        return hint
    language = language_of_script(shares)
    return latin_language(words_of(plain)) if language == "en" else language


def latin_language(words: list[str]) -> str:
    """The language of words written in Latin letters."""
    counted = votes(words)
    english, (best, *rivals) = counted["en"], _leading(counted)
    most = counted[best]
    if most and most >= _CLEAR * english and (most > 1 or len(words) <= _SHORT):
        return _settled([best, *rivals], words) if rivals else best
    if english:
        return "en"
    told = _by_weight(words)
    return told or ("en" if len(words) < _SHORT else _by_lingua(" ".join(words)))


def _settled(equals: list[str], words: list[str]) -> str:
    """One of several languages that small words speak for alike: words of selling decide, then lingua."""
    weights = weigh(words)
    ranks = {
        code: (round(weights.get(code, 0.0), 3) + marks(code, words), marks(code, words)) for code in equals
    }
    most = max(ranks.values())
    left = [code for code in equals if ranks[code] == most]
    guess = _by_lingua(" ".join(words)) if len(left) > 1 else left[0]
    return guess if guess in left else left[0]


def _by_weight(words: list[str]) -> str | None:
    """The language that the words of selling speak for ("stok terhad"); None if they say too little."""
    weights = weigh(words)
    most = max(weights.values(), default=0.0)
    leading = [code for code, weight in weights.items() if weight == most]
    return _settled(leading, words) if most >= _TOLD else None


def _leading(counted: Counter[str]) -> list[str]:
    """The languages besides English with the most votes, one or several equals."""
    most = max(count for code, count in counted.items() if code != "en")
    return [code for code, count in counted.items() if count == most and code != "en"]


def _by_lingua(text: str) -> str:
    language, confidence = _lingua()(text)
    return language if confidence >= _SURE else "en"


@cache
def _lingua() -> Callable[[str], tuple[str, float]]:
    """The likeliest language of a text and the confidence in it, 0–1."""
    # Loading takes a moment and is seldom needed, so it waits for the first text that needs it
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # noqa: PLC0415

    codes = ("EN", "MS", "ID", "VI", "TL", "ES", "DE", "FR", "PT", "NL", "IT")
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*(getattr(IsoCode639_1, code) for code in codes))
    detector = builder.with_low_accuracy_mode().build()

    def likeliest(text: str) -> tuple[str, float]:
        best = detector.compute_language_confidence_values(text)[0]
        return best.language.iso_code_639_1.name.lower(), best.value

    return likeliest

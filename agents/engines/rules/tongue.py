"""The languages that the rules read and write, and the words they have for each.

English is written from the lexicons as they stand. Malay and Indonesian have files of the same names: what
each is written with in `lexicons/ms` and `lexicons/id`, what both are read by in `lexicons/ms_id`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal

from agents.language import detect_language
from agents.language.names import normal_code
from agents.language.scripts import spoken
from agents.language.words import marks, votes, words_of
from agents.lexicons import load

Tongue = Literal["en", "ms", "id"]
LOCAL: dict[str, Tongue] = {"ms": "ms", "id": "id"}
"""The languages besides English, by their code."""

_AT_HOME: dict[str, Tongue] = {"MY": "ms", "SG": "ms", "BN": "ms", "ID": "id"}
_CODE = re.compile(r"[a-z]{2,3}")
_PLAINLY = 3
"""English small words from which on a text is not in the language its shop's system names."""
_SHARED = "ms_id"
_APART = ("phrases", "wishes")
_spoken: ContextVar[Tongue] = ContextVar("tongue", default="en")


def tongue_of(text: str, language: str | None = None, *, market: str | None = None) -> Tongue | None:
    """The language in which the rules read a text; None if it is said to be in one they cannot read.

    `language` is what is known of it. Without it, whatever is not plainly Malay or Indonesian is read as
    English, and where it could be either of the two, the shop's `market` tells; what is plainly English
    is, whatever the shop's system says.
    """
    code = normal_code(language) if language else ""
    if code in LOCAL:
        return "en" if _is_english(text, code) else LOCAL[code]
    if _CODE.fullmatch(code):
        return "en" if code == "en" else None
    found = LOCAL.get(detect_language(text))
    return _of_the_two(found, text, market) if found else "en"


@contextmanager
def writing_in(tongue: Tongue) -> Iterator[None]:
    """Within this, `words` are those of a language: a writer speaks one language at a time."""
    token = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(token)


def tongue_spoken() -> Tongue:
    """The language that is being written; English unless `writing_in` says otherwise."""
    return _spoken.get()


def words(name: str, tongue: Tongue | None = None) -> dict[str, Any]:
    """The lexicon `name` of a language, by default of the one that is being written."""
    code = tongue or tongue_spoken()
    if code == "en":
        return load(name)
    return load(f"{code if name in _APART else _SHARED}/{name}")


def _of_the_two(found: Tongue, text: str, market: str | None) -> Tongue:
    """Malay or Indonesian: by words that only one of them has, else by where the shop is."""
    said = words_of(spoken(text))
    malay, indonesian = marks("ms", said), marks("id", said)
    if malay != indonesian:
        return "ms" if malay > indonesian else "id"
    return _AT_HOME.get(market or "", found)


def _is_english(text: str, code: str) -> bool:
    counted = votes(words_of(spoken(text)))
    return counted["en"] >= max(_PLAINLY, 2 * counted[code] + 1)

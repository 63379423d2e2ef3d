"""Small words give a language away: counting them is quick and right for most messages."""

import re
from collections import Counter
from functools import cache

from agents.lexicons import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, those of local flavour left out."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return [word for word in words if word not in _flavour()]


def votes(words: list[str]) -> Counter[str]:
    """How many of `words` are small words of each language written in Latin letters."""
    found: Counter[str] = Counter()
    for word in words:
        found.update(_languages_of().get(word, ()))
    found["vi"] += sum(bool(_vietnamese()[0].search(word)) for word in words)
    found["vi"] -= sum(bool(_vietnamese()[1].fullmatch(word)) for word in words)
    return found


def marks(language: str, words: list[str]) -> int:
    """How many of `words` stand in `language` but not in its close neighbour (Malay, Indonesian)."""
    own = load("languages")["neighbours"].get(language, ())
    return sum(word in own for word in words)


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    languages = load("languages")
    for language, words in languages["words"].items():
        for word in {*words, *languages["unmarked"].get(language, ())}:
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _flavour() -> frozenset[str]:
    return frozenset(load("languages")["flavour"])


@cache
def _vietnamese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words with a Vietnamese letter; words whose Vietnamese letters other languages have as well."""
    letters = load("languages")["vietnamese"]
    return re.compile(f"[{letters['letters']}]"), re.compile(rf"[a-zà-ÿ]*[{letters['shared']}][a-zà-ÿ]*")

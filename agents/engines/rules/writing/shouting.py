"""Shouted words brought down to a normal voice."""

import re
from functools import cache

from agents.engines.rules.tongue import Tongue, tongue_spoken, words

# Words that make a run of capitals a piece of a sentence and not a name.
_OF_A_SENTENCE = frozenset(
    [
        "are",
        "is",
        "you",
        "it",
        "we",
        "they",
        "now",
        "not",
        "will",
        "be",
        "can",
        "do",
        "don't",
        "your",
        "my",
        "me",
        "us",
    ]
)
_RUN = re.compile(r"\b[A-Z]{2,}(?:[ ][A-Z]{2,}){2,}\b")


def is_shouting(text: str) -> bool:
    """Whether most of the letters of three or more words are capitals."""
    letters = [c for c in text if c.isalpha() and c.isascii()]
    shouted = re.findall(r"\b[A-Z]{3,}\b", text)
    return len(shouted) >= 2 and sum(c.isupper() for c in letters) > 0.6 * len(letters)  # noqa: PLR2004


def calm_capitals(text: str) -> str:
    """A shouted sentence in small letters, or one everyday word that is shouted in a calm one."""
    if not is_shouting(text):
        text = _RUN.sub(lambda m: _calm_run(m[0]), text)
        return re.sub(r"\b[A-Z]{4,}\b", lambda m: _calm_word(m[0], text), text)
    kept = _capitals(tongue_spoken())
    calm = re.sub(r"[A-Za-z][A-Za-z'’-]*", lambda m: m[0] if m[0] in kept else m[0].lower(), text)
    return re.sub(r"([.!?]\s+)([a-z])", lambda m: m[1] + m[2].upper(), calm)


def _calm_run(run: str) -> str:
    """Three words or more shouted in a calm sentence, if they say something; a name stays."""
    return run if _OF_A_SENTENCE.isdisjoint(run.lower().split()) else run.lower()


def _calm_word(word: str, text: str) -> str:
    """One shouted word in a calm sentence; names, short forms and what stands alone stay."""
    everyday = word.lower() in words("generic")["words"].split()
    return word.lower() if everyday and text.strip() != word else word


@cache
def _capitals(tongue: Tongue) -> frozenset[str]:
    return frozenset(words("polish", tongue)["capitals"]["keep"])

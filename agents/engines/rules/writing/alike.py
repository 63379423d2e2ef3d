"""Whether two sentences say the same thing."""

import re

_SAME_WORDS = 0.6
_SMALL_WORDS = frozenset(
    [
        "the",
        "you",
        "your",
        "and",
        "for",
        "our",
        "with",
        "are",
        "this",
        "that",
        "have",
        "has",
        "it's",
        "was",
        "from",
        "yang",
        "anda",
        "kamu",
        "awak",
        "kami",
        "untuk",
        "buat",
        "dengan",
        "dan",
    ]
)


def alike(a: str, b: str, *, besides: str) -> bool:
    """Whether they share most of their words, the names in `besides` aside, or both ask for a look."""
    names = _words(besides)
    x, y = _words(a) - names, _words(b) - names
    return "look" in x & y or (bool(x and y) and len(x & y) / min(len(x), len(y)) > _SAME_WORDS)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']{3,}", text.casefold())) - _SMALL_WORDS

"""Sentences with everything between them, so that they join to the text again."""

import re
from itertools import pairwise

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*[ \t]+|(?<=[。！？])|\n+")
_SHORTENED = re.compile(
    r"\b(?:exp|no|nr|num|min|max|approx|st|dr|mr|mrs|ms|vs|e\.g|i\.e|p\.s|incl|excl|tel|ext|acc|acct)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_FACT = re.compile(r"https?://|www\.|⟦|\d")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with the space or line break that follows it."""
    ends = (match for match in _END.finditer(text) if not _SHORTENED.search(text[: match.start()][-8:]))
    cuts = [0, *(match.end() for match in ends), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def word_count(text: str) -> int:
    """How many words `text` has."""
    return len(_WORD.findall(text))


def states_fact(text: str) -> bool:
    """Whether `text` holds a link, a number or a tag, which should not be lost with its sentence."""
    return _FACT.search(text) is not None

"""Which words are names of fields: the rule that tells "[FIRST NAME]" from "[VIEW WISHLIST]"."""

import re
from functools import cache

from agents.lexicons import load


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load("placeholders")["words"]
    return frozenset(words["fields"]), frozenset(words["qualifiers"]), frozenset(words["html"])


@cache
def _splitter() -> re.Pattern[str]:
    return re.compile(r"[\s_.\-]+|(?<=[a-z])(?=[A-Z])")


def is_field(label: str) -> bool:
    """Whether every word of `label` is a field word or qualifier, and at least one a field word.

    Words are split at spaces, underscores, dots, hyphens and camel case; two words written as one
    ("ordernumber") count too. Lists: `lexicons/placeholders.toml`.
    """
    fields, qualifiers, html = _words()
    if label in html:
        return False
    parts = [part.lower() for part in _splitter().split(label) if part]
    named = [part in fields or _compound(part) for part in parts]
    return any(named) and all(
        known or part in qualifiers or part.isdigit() for part, known in zip(parts, named, strict=True)
    )


def _compound(word: str) -> bool:
    fields, qualifiers, _ = _words()
    known = fields | qualifiers
    halves = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
    return any(
        first in known and second in known and (first in fields or second in fields)
        for first, second in halves
    )

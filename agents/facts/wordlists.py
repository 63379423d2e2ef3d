"""Lists of words as patterns: longest first, with any space between their parts."""

import re
from collections.abc import Iterable

LETTERS = "a-zà-ɏḀ-ỿ"
"""Latin letters in lower case, with marks: what would make a word part of a longer one."""


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest it can."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


LAST_LATIN = "\u1eff"
"""What comes behind this letter is of another script."""

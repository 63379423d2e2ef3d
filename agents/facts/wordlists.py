"""Lists of words as patterns: longest first, with any space between their parts."""

import re
import unicodedata
from collections.abc import Iterable

LETTERS = "a-zà-ɏḀ-ỿ"
"""Latin letters in lower case, with marks: what would make a word part of a longer one."""

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts that set no spaces between words."""

_UNSPACED = re.compile(f"[{UNSPACED}]")


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest it can."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def without_marks(word: str) -> str:
    """A word as people type it who leave its marks out: "giam" for "giảm", "ultimo" for "último"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("ß", "ss")


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script that sets no spaces between its words: Thai, Chinese, Japanese."""
    return bool(letter) and bool(_UNSPACED.match(letter))

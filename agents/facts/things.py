"""Things that several languages have names for: a mug is a cawan, a Becher, a 杯."""

import re
from functools import cache, lru_cache

from agents.facts.wordlists import LETTERS, either, is_unspaced
from agents.lexicons import load


@lru_cache(maxsize=256)
def things_in(low: str) -> frozenset[str]:
    """The things of `lexicons/things.toml` that a text in lower case names."""
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(low))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for name, words in load("things").items():
        latin = either(w for w in words if not is_unspaced(w[0]))
        others = either(w for w in words if is_unspaced(w[0]))
        patterns[name] = re.compile(rf"(?<![{LETTERS}])(?:{latin})(?![{LETTERS}])|{others}")
    return patterns

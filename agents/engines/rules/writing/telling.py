"""Whether a sentence tells the reader anything of its own."""

import re
import unicodedata
from functools import cache

from agents.lexicons import load

_TELLING = 0.2


def tells_something(text: str, *, names: tuple[str, ...] = ()) -> bool:
    """Whether at least a fifth of the words are not everyday shop talk, or one names the product.

    The share is ours, read off the demo history; `names` are the product and the like.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold())
    own = [w for w in words if w.replace("'", "").replace("’", "") not in _generic()]
    named = {w for n in names for w in re.findall(r"\w{4,}", n.casefold())}
    return bool(words) and (len(own) / len(words) >= _TELLING or bool(named & set(words)))


def is_rough(text: str) -> bool:
    """Whether a sentence is one word alone, or broken in one of the ways the lexicon lists."""
    return len(re.findall(r"\w+", text)) <= 1 or bool(_rough().search(text))


def letters(text: str) -> str:
    """The letters and digits of a name in lower case, without accents, to compare it with another."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


@cache
def _rough() -> re.Pattern[str]:
    return re.compile("|".join(load("generic")["rough"]), re.IGNORECASE)


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("generic")["words"].split())

"""Whether a sentence tells the reader anything of its own."""

import re
import unicodedata
from functools import cache

from agents.engines.rules.tongue import Tongue, tongue_spoken, words

_TELLING, _OWN_WORDS = 0.2, 3


def tells_something(text: str, *, names: tuple[str, ...] = ()) -> bool:
    """Whether a fifth of the words, or three, are not everyday shop talk, or one names the product.

    The shares are ours, read off the demo history; `names` are the product and the like.
    """
    said = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold())
    own = [w for w in said if w.replace("'", "").replace("’", "") not in _generic(tongue_spoken())]
    named = {w for n in names for w in re.findall(r"\w{4,}", n.casefold())}
    enough = len(own) >= _OWN_WORDS or (bool(said) and len(own) / len(said) >= _TELLING)
    return bool(said) and (enough or bool(named & set(said)))


def is_rough(text: str) -> bool:
    """Whether a sentence is one word alone, or broken in one of the ways the lexicon lists."""
    return len(re.findall(r"\w+", text)) <= 1 or bool(_rough(tongue_spoken()).search(text))


def letters(text: str) -> str:
    """The letters and digits of a name in lower case, without accents, to compare it with another."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


@cache
def _rough(tongue: Tongue) -> re.Pattern[str]:
    return re.compile("|".join(words("generic", tongue)["rough"]), re.IGNORECASE)


@cache
def _generic(tongue: Tongue) -> frozenset[str]:
    return frozenset(words("generic", tongue)["words"].split())

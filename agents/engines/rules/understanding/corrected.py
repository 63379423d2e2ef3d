"""How an offer that is known is corrected: by words ("actually", "instead"), by a figure or number alone."""

import re
from functools import cache

from agents.engines.rules.understanding.offer import bare_title
from agents.lexicons import load

FIGURE = re.compile(r"(?:[^\s\d%]{1,4}\s?)?\d(?:[\d.,]*\d)?(?:\s?%)?")
"""An amount with the unit it may have."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
"""A number without one."""


def is_corrected(text: str) -> bool:
    """Whether an offer is said as what is right of the known one: "actually 15%", "it's …", "… instead"."""
    return bool(_words("corrects").search(text))


def without_denied(text: str) -> str:
    """The message without what it says is not so any more: "not 10%", "instead of S$5"."""
    return _words("denied").sub(" ", text)


def is_a_figure(text: str, *, bare: bool = False) -> bool:
    """Whether a message is a figure and nothing else of weight ("no, RM8"); `bare`: a number alone."""
    said = own_words(without_denied(text))
    return bool((NUMBER if bare else FIGURE).fullmatch(said))


def own_words(said: str) -> str:
    """The offer in the words that are its own."""
    for pattern in load("understand")["correction"]["around"]:
        said = re.sub(pattern, "", said, flags=re.IGNORECASE)
    return bare_title(said)


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["correction"][name]), re.IGNORECASE)

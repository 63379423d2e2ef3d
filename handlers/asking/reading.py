"""Which question or order a short message is, told by its words alone."""

import re
from functools import cache

from agents.engines.rules.understanding.phrases import phrase_table
from agents.lexicons import load
from agents.types import Value
from handlers.moves import spelled_out

_LONGEST = 140  # characters; what is longer is no question to us
_POLITE = r"(?:(?:and|so|ok|okay|but|hey|hi|please|sorry|well|then|also|can you|could you)[, ]+)*"
_END = r"(?:[, ]+(?:please|thanks|thx|then|now|again|lah|ah))*"


class Asked(Value):
    """A question by its name in the lexicon, as it was `said`; `about` are the words of its own in it."""

    kind: str
    said: str = ""
    about: str = ""


def read_asked(text: str) -> Asked | None:
    """The question to us that a whole message is; None if it is something else."""
    said = spelled_out(" ".join(text.split())).strip(" .!?")
    if len(said) > _LONGEST or "\n" in text.strip():
        return None
    for kind, pattern in _questions().items():
        if pattern.fullmatch(said):
            return Asked(kind=kind, said=said)
    said = re.sub(f"{_END}$", "", said, flags=re.IGNORECASE)
    for kind, pattern in _patterns("asked").items():
        if found := pattern.search(said):
            return Asked(kind=kind, said=said, about=next((part for part in found.groups() if part), ""))
    return None


@cache
def _questions() -> dict[str, re.Pattern[str]]:
    table = phrase_table("asked", "questions")
    return {
        kind: re.compile(f"{_POLITE}(?:{phrases.any.pattern}){_END}", re.IGNORECASE)
        for kind, phrases in table.items()
    }


@cache
def _patterns(section: str) -> dict[str, re.Pattern[str]]:
    # Named groups may stand in one alternative alone: each is compiled with the others unnamed.
    return {
        kind: re.compile("|".join(re.sub(r"\(\?P<\w+>", "(", p) for p in patterns), re.IGNORECASE)
        for kind, patterns in load("asked")[section].items()
    }

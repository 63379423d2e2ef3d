"""What an offer holds for beside a minimum and a day: "on the second item", "dine-in only"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load

_WORD = rf"[{LETTERS}'-]{{2,}}"
_NTH = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}


def conditions_in(text: str) -> Iterator[tuple[int, int]]:
    """The place of every condition that a text in lower case tells."""
    for match in _told().finditer(text):
        yield match.span()


def title_condition(title: str) -> str | None:
    """The condition at the end of a title, in lower case: "on your next order", "dine-in only"."""
    match = _titled().search(title.lower())
    return spell_out(" ".join(match["told"].split())) if match else None


def spell_out(text: str) -> str:
    """A text with "2nd" and the like as words."""
    return re.sub(r"\b[1-4](?:st|nd|rd|th)\b", lambda nth: _NTH[nth[0].lower()], text, flags=re.IGNORECASE)


@cache
def _shapes() -> tuple[str, str, str, str]:
    words = load("offer_words")["conditions"]
    things, orders, alone = (either(words[name]) for name in ("things", "orders", "alone"))
    a_word = rf"(?!(?:{either(words['none'])})\s){_WORD}\s"
    first = rf"(?:(?:your|the|a|any|every)\s)?(?:{either(words['first'])})"
    nth = rf"(?:on|with|off|for)\s{first}\s(?:{_WORD}\s)?(?:{things})"
    goods = rf"(?:on|with)\s(?:any|every|each|an?)\s(?:{a_word}){{1,3}}(?:{orders})"
    group = rf"(?:for|on)\s(?:{a_word}){{1,2}}(?:{either(words['groups'])})"
    only = rf"(?:for\s|on\s)?(?:{alone})\sonly|only\s(?:for|on|at|in|with)\s(?:(?:our|the)\s)?(?:{alone})"
    return nth, goods, group, only


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTERS}\d-])(?:{'|'.join(_shapes())})(?![{LETTERS}\d])")


@cache
def _titled() -> re.Pattern[str]:
    words = load("offer_words")["conditions"]
    nth = rf"on\s(?:your\s)?(?:next)\s(?:{either(words['things'])})"
    a_word = rf"(?!(?:{either(words['none'])})\s)(?:{_WORD})\s"
    people = rf"for\s(?:an?\s|our\s|new\s)?(?:{a_word}){{0,2}}(?:{either(words['people'])})"
    with_goods = (
        rf"with\s(?:any|every|each|an?)\s(?!(?:{either(words['orders'])})\b)(?:{a_word}){{0,2}}{_WORD}"
    )
    told = "|".join((nth, people, *_shapes(), with_goods))
    return re.compile(rf"[\s,(:;–-]\s?(?P<told>{told})[).!\s]*$")

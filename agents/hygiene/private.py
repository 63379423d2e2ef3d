"""Notes and lists that were pasted by mistake, and words that attack a person."""

import re
from functools import cache

from agents.lexicons import load

_LIST_LINES = 3
_ENOUGH_SIGNS = 2
_SPEAKER = re.compile(
    r"\s*(?:\[[^\]\n]{4,30}\]\s*|\d{1,2}[:.]\d{2}(?:\s?[ap]m)?\s*[-–]?\s*)?"
    r"([^\W\d_][\w'’.]*(?: [^\W\d_][\w.]*)?)\s*(?:\(?\d{1,2}:\d{2}(?:\s?[AaPp][Mm])?\)?)?\s*:\s+\S"
)
_SHORT_LINE = 6
"""Words of a list item that is no sentence."""


def is_private(text: str) -> bool:
    """Whether `text` was meant for a colleague, the family or oneself, not for customers.

    An e-mail thread is, whatever it says. Else signs of private business count, and
    offers weigh against them.
    """
    if _any("certain").search(text):
        return True
    errand = _any("strong").search(text) is not None
    if not sells(text) and (errand or (_items(text) and len(_goods().findall(text)) > 1)):
        return True
    signs = sum(sign.search(text) is not None for sign in _signs()) + errand
    return signs >= _ENOUGH_SIGNS and signs > 2 * len(_offer().findall(text))


def is_chat(text: str) -> bool:
    """Whether most lines of `text` are said by one of several people who take turns."""
    lines = [line for line in text.split("\n") if line.strip()]
    spoken = [match[1].lower() for line in lines if (match := _SPEAKER.match(line))]
    if len(spoken) < _LIST_LINES or len(spoken) * 10 < len(lines) * 6:
        return False
    people = set(spoken) - set(load("triage")["private"]["labels"])
    return 1 < len(people) == len(set(spoken)) < len(spoken)


def is_list(text: str) -> bool:
    """Whether `text` is a bare list: short items, half of them or more with a bullet."""
    items = _items(text)
    return bool(items) and sum(_bullet().match(item) is not None for item in items) * 2 >= len(items)


def _items(text: str) -> list[str]:
    """The lines of a text that is nothing but short lines, three or more; else none."""
    lines = [line for line in text.split("\n") if line.strip()]
    short = all(_bullet().match(line) or len(line.split()) <= _SHORT_LINE for line in lines)
    return lines if short and len(lines) >= _LIST_LINES else []


def sells(text: str) -> bool:
    """Whether `text` has a word or mark of a message to customers."""
    return _marketing().search(text) is not None


def is_abusive(text: str) -> bool:
    """Whether `text` threatens, insults or degrades a person or a group."""
    return _abuse().search(text) is not None


@cache
def _marketing() -> re.Pattern[str]:
    return re.compile(load("triage")["marketing"], re.IGNORECASE)


@cache
def _any(name: str) -> re.Pattern[str]:
    rows = "|".join(f"(?:{row})" for row in load("triage")["private"][name])
    return re.compile(rows, re.IGNORECASE | re.MULTILINE)


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    rows = load("triage")["private"]["signs"]
    return tuple(re.compile(row, re.IGNORECASE | re.MULTILINE) for row in rows)


@cache
def _offer() -> re.Pattern[str]:
    return re.compile(load("triage")["offer"]["words"], re.IGNORECASE)


@cache
def _goods() -> re.Pattern[str]:
    return re.compile(load("triage")["private"]["goods"], re.IGNORECASE)


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(load("triage")["private"]["list_line"])


@cache
def _abuse() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in load("triage")["abuse"]["patterns"]), re.IGNORECASE)

"""Notes and lists that were pasted by mistake, and words that attack a person."""

import re
from functools import cache

from agents.lexicons import load

_LIST_LINES = 3
_SHORT_LINE = 6
"""Words of a list item that is no sentence."""


def is_private(text: str) -> bool:
    """Whether `text` is a note to oneself or to the family: private business and no word of a shop."""
    if _marketing().search(text):
        return False
    if _strong().search(text):
        return True
    return bool(_items(text)) and len(_goods().findall(text)) > 1


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
def _strong() -> re.Pattern[str]:
    return re.compile("|".join(load("triage")["private"]["strong"]), re.IGNORECASE)


@cache
def _goods() -> re.Pattern[str]:
    return re.compile(load("triage")["private"]["goods"], re.IGNORECASE)


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(load("triage")["private"]["list_line"])


@cache
def _abuse() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in load("triage")["abuse"]["patterns"]), re.IGNORECASE)

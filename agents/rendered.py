"""A message as the customer with the longest data gets it."""

import re
from collections.abc import Sequence
from functools import cache

from agents.lexicons import load
from agents.placeholders import Placeholder, find_placeholders, render


def worst_case(text: str) -> str:
    """`text` with tags filled in at their longest and the longest branch of each condition.

    A tag is taken to become 12 characters of plain text, 30 when it names a link
    (`lexicons/channels.toml`, `[rendered]`); what a platform really fills in we don't know.
    """
    return render(text, _filled, _longest) if find_placeholders(text) else text


def names_someone(text: str) -> bool:
    """Whether a tag of `text` stands for a person's name, which may hold any letter there is."""
    return any(_names().search(tag.text) for tag in find_placeholders(text) if tag.role == "variable")


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(load("channels")["rendered"]["name_words"]), re.IGNORECASE)


@cache
def _links() -> re.Pattern[str]:
    return re.compile("|".join(load("channels")["rendered"]["link_words"]), re.IGNORECASE)


def _filled(tag: Placeholder) -> str:
    sizes: dict[str, int] = load("channels")["rendered"]
    return "x" * (sizes["link"] if _links().search(tag.text) else sizes["tag"])


def _longest(branches: Sequence[str]) -> str:
    return max(branches, key=len)

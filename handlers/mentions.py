"""Campaigns that a message may name: by their id among other words, or by a link to one."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from agents.lexicons import load
from agents.types import Value

_LINK = re.compile(r"<?(?P<link>https?://[^\s<>|]+)(?:\|[^<>]*)?>?")
_ID = re.compile(r"(?<![\w@.,/%$€£¥-])#?(?P<id>[A-Za-z]{1,6}[-_]?\d{1,10})(?![\w%/-]|[.,]\d)")
_MOST = 6  # ids of one message that are looked up
_LONGEST = 80
_SPOKEN = 400  # characters; what is longer is a draft, whatever it names


class Mention(Value):
    """Ids one of which may be a campaign's, the likeliest first, and what the message says `around` them.

    `sure` when the message itself calls it one: then an id that is nowhere is worth an answer.
    """

    ids: tuple[str, ...]
    around: str
    sure: bool = False


def read_mention(text: str) -> Mention | None:
    """The campaign that a message may be about; None if it names nothing that could be an id."""
    if len(text) > _SPOKEN:
        return None
    link = _LINK.search(text)
    found = link or _ID.search(text)
    if found is None:
        return None
    ids = tuple(_ids_of(link["link"])) if link else _written(found["id"])
    around = f"{text[: found.start()]} {text[found.end() :]}"
    return Mention(ids=ids[:_MOST], around=around.strip(), sure=not link and is_about_campaigns(around))


def _written(said: str) -> tuple[str, ...]:
    """An id as it was typed and as it may be written: "c1034" is C-1034."""
    letters = said.rstrip("0123456789").rstrip("-_")
    return tuple(dict.fromkeys((said, f"{letters.upper()}-{said[len(letters) :].strip('-_')}")))


def is_about_campaigns(around: str) -> bool:
    """Whether the words around an id say nothing but what is to be done with a campaign."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", around.lower().replace("’", "'"))
    return all(word in _words() for word in words) and not re.search(r"\d", around)


def _ids_of(link: str) -> Iterator[str]:
    """What may be an id in a link: the last part of its path, then the values of its query, then the rest."""
    parts = urlsplit(link)
    path = [unquote(part) for part in parts.path.split("/") if part]
    query = [value for _, value in parse_qsl(parts.query)]
    for part in dict.fromkeys((*path[-1:], *query, *path[-2::-1], parts.fragment)):
        if part and len(part) <= _LONGEST:
            yield part


@cache
def _words() -> frozenset[str]:
    return frozenset(load("conversation")["campaign"]["words"].split())

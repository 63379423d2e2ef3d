"""Whether a message is talk with us, or one for customers."""

import re
from functools import cache

from agents.emoji import emoji_in, without_emoji
from agents.lexicons import load

_NOD_WORDS = 7
_ASIDE_WORDS = 25
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLAIN = re.compile(r"[\s.,!?~:;)(*_-]*")


def is_nod(text: str) -> bool:
    """Whether it only acknowledges: "ok cool", "great, thanks", a thumb."""
    bare = without_emoji(text)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(bare)]
    if not _PLAIN.fullmatch(_WORD.sub("", bare)) or len(words) > _NOD_WORDS:
        return False
    if not words:
        return bool(emoji_in(text))
    known = all(word in _words("words") for word in words)
    return known and any(word in _words("telling") for word in words)


def is_about_us(text: str) -> bool:
    """Whether it asks what we can do, or how."""
    return bool(_talk("about_us").search(text.strip()))


def is_aside(text: str, *, after_an_answer: bool = False) -> bool:
    """Whether a short message thinks aloud or speaks with us of an answer.

    After an answer a question by itself is meant for us; before there is one it may be a message.
    """
    if len(text.split()) > _ASIDE_WORDS or "\n" in text.strip():
        return False
    asks = after_an_answer and _talk("question").search(text)
    return bool(asks or _talk("aside").search(text))


def is_for_customers(text: str) -> bool:
    """Whether it shows any of the things by which a message to customers is known; a long one does."""
    return len(text.split()) > _ASIDE_WORDS or bool(_talk("draft").search(text.strip()))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("conversation")["nods"][name].split())


@cache
def _talk(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("conversation")["talk"][name]), re.IGNORECASE)

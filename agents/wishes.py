"""What a merchant may wish of an answer: how wishes add up, and whether a message grants them."""

import re
from functools import cache

from agents.emoji import emoji_in
from agents.lexicons import load
from agents.types import Message, Wish

_OPPOSITE: dict[Wish, Wish] = {
    "warmer": "formal",
    "formal": "warmer",
    "emoji": "no_emoji",
    "no_emoji": "emoji",
    "title": "no_title",
    "no_title": "title",
}
_SHORTENINGS = 2


def add_wishes(known: tuple[Wish, ...], more: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """All wishes, the latest last: a new one takes its opposite's place; "shorter" counts up to twice."""
    for wish in more:
        most = _SHORTENINGS if wish == "shorter" else 1
        kept = [w for w in known if w != _OPPOSITE.get(wish)]
        known = (*kept, wish) if kept.count(wish) < most else tuple(kept)
    return known


def grants(message: Message, wish: Wish, *, before: Message) -> bool:
    """Whether a message is what was wished of the one `before`."""
    if wish == "shorter":
        return len(message.text) < len(before.text)
    if wish in _PLAINLY:
        return is_so(message, wish)
    return message != before and _marks(wish, message) > _marks(wish, before)


def is_so(message: Message, wish: Wish) -> bool:
    """Whether a message by itself is as wished, as far as that can be told without another one."""
    if wish in _PLAINLY:
        return _PLAINLY[wish](message)
    return wish == "shorter" or _marks(wish, message) > 0 or wish != "warmer"


_PLAINLY = {
    "emoji": lambda message: bool(emoji_in(message.text)),
    "no_emoji": lambda message: not emoji_in(message.text),
    "title": lambda message: bool(message.title),
    "no_title": lambda message: not message.title,
}


def _marks(wish: Wish, message: Message) -> int:
    """How warm a message sounds; how formal or plain: the fewer chatty or loud words, the more."""
    sign = 1 if wish == "warmer" else -1
    emoji = 0 if wish == "warmer" else len(emoji_in(message.text))
    return sign * (len(_markers(wish).findall(message.text)) + emoji)


@cache
def _markers(wish: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{m})" for m in load("wishes")["markers"][wish]), re.IGNORECASE)

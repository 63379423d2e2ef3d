"""Orders to us, told from messages to customers: to write something, or to change what is there."""

import re
from functools import cache

from agents.lexicons import load
from handlers.moves import spelled_out

_LONGEST = 140  # characters; what is longer is no order in one sentence
_ORDER = 400


def orders_a_message(text: str) -> bool:
    """Whether it tells us to write something: "write me a push for new followers, S$3 off"."""
    said = spelled_out(" ".join(text.split()))
    if len(said) > _ORDER or '"' in said or "“" in said:
        return False
    if _write("again").search(said):
        return True
    order = _write("orders").search(said)
    return bool(order and _write("things").search(said, order.start()) and _write("ours").search(said))


def orders_us(text: str, *, in_talk: bool) -> bool:
    """Whether one sentence orders us to do something, rather than customers.

    In a conversation about a draft (`in_talk`) more is heard so; before it may well be a message.
    """
    said = spelled_out(text.strip())
    if len(said) > _LONGEST or _to_us("theirs").search(said):
        return False
    return bool(_to_us("surely").match(said) or (in_talk and _to_us("ours").match(said)))


def wants_mentioned(text: str) -> bool:
    """Whether an order to us names something to be said, in words that are not for customers."""
    return bool(_to_us("mention").match(spelled_out(text.strip())))


def told_about(text: str) -> str:
    """What an order says that the message is about; "" if it does not say."""
    found = _write("about").search(text)
    return found["about"].strip() if found else ""


@cache
def _to_us(name: str) -> re.Pattern[str]:
    words = load("asked")["to_us"]
    lead = words["polite"] if name != "theirs" else ""
    return re.compile(f"{lead}{words[name]}", re.IGNORECASE)


@cache
def _write(name: str) -> re.Pattern[str]:
    said = load("asked")["write"][name]
    return re.compile("|".join(said) if isinstance(said, list) else said, re.IGNORECASE)

"""Messages in numbers: what copy does (`agents.features`) and how it sounds (`lexicons/style.toml`).

Every number has a fixed unit, so that a weight means the same to every model, however few messages it
has seen: 0 or 1 for what is there or not, and about one typical difference for amounts.
"""

import math
import re
from functools import cache, lru_cache
from typing import NamedTuple

from agents.copy_facts import Known
from agents.emoji import emoji_in, without_emoji
from agents.features import copy_features, features, places
from agents.lexicons import load
from agents.placeholders import strip_placeholders
from agents.types import Message

_REMEMBERED = 8192
_USUAL_LENGTH, _USUAL_WORD = 80, 4.5  # letters
_ENDING = 60  # letters: an ending this long is the last thing one reads
_OFFER = frozenset({"states_amount", "states_price"})
_STEP = frozenset({"concrete_action", "generic_action", "service_help", "has_link"})


class Measure(NamedTuple):
    """One number that is read off a message. `label` completes "the version that …"."""

    name: str
    label: str
    told: bool


@cache
def measures() -> tuple[Measure, ...]:
    """Everything that is measured, in the order in which it is."""
    copied = [Measure(f.name, f.label, f.told or f.name in _ALSO_TOLD) for f in features()]
    styled = [Measure(name, t["label"], t.get("told", False)) for name, t in load("style").items()]
    return (*copied, *styled)


_ALSO_TOLD = frozenset({"emoji", "first_person", "greeting", "personal_name", "title_short", "states_price"})


@lru_cache(maxsize=_REMEMBERED)
def measure(message: Message, known: Known = Known()) -> tuple[float, ...]:  # noqa: B008 - it is frozen
    """The numbers of a message, one for each of `measures()`; takes about a millisecond."""
    does = copy_features(message, known)
    sounds = _worded(message) | _ordered(message, known, does) | _amounts(message)
    return (*(float(f.name in does) for f in features()), *(sounds.get(name, 0.0) for name in load("style")))


def _worded(message: Message) -> dict[str, float]:
    parts = {"all": message.text, "title": message.title or "", "body": message.body}
    return {name: 1.0 for name, where, words in _patterns() if words.search(parts[where])}


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (name, table.get("where", "all"), re.compile("|".join(table["words"]), _case(table)))
        for name, table in load("style").items()
        if "words" in table
    )


def _case(table: dict[str, object]) -> re.RegexFlag:
    return re.NOFLAG if table.get("exact") else re.IGNORECASE


def _ordered(message: Message, known: Known, does: frozenset[str]) -> dict[str, float]:
    """What stands first and last."""
    text = message.text
    where = places(text, known)
    offer = min((where[name] for name in _OFFER & where.keys()), default=None)
    item, step = where.get("names_item"), max((where[s] for s in _STEP & where.keys()), default=None)
    opening = re.split(r"(?<=[.!?…])\s|\n", text.strip(), maxsplit=1)[0]
    hurries, day = "hurries" in does, "states_deadline" in does
    start = re.match(r"\W*(?:(?:hi|hello|hey|dear)\W+)?", without_emoji(text), re.IGNORECASE)
    found = {
        "offer_first": offer is not None and offer < max(len(opening), 1) and (item is None or offer < item),
        "item_first": offer is not None and item is not None and item < offer,
        "question_opener": opening.rstrip().endswith("?"),
        "hurries_with_day": hurries and day,
        "hurries_without_day": hurries and not day,
        "starts_with_name": "personal_name" in where
        and where["personal_name"] <= (start.end() if start else 0) + 4,
        "starts_with_emoji": bool(re.match(r"\s*\S", text)) and bool(emoji_in(text.lstrip()[:2])),
        "ends_with_step": step is not None and step >= len(text.rstrip()) - _ENDING,
    }
    return {name: float(is_so) for name, is_so in found.items()}


def _amounts(message: Message) -> dict[str, float]:
    text = strip_placeholders(message.text)
    words = re.findall(r"[\w'’]+", text)
    many = max(1, len(words))
    sentences = max(1, len(re.findall(r"[.?!…](?=\s|$)", text)))
    length = 2 * math.log(max(1, len(text)) / _USUAL_LENGTH)
    letters = [c for c in text if c.isalpha()]
    return {
        "length": length,
        "length_squared": length * length / 2,
        "title_length": len(message.title or "") / 20,
        "sentences": math.log2(sentences),
        "sentence_length": 2 * math.log(many / sentences / 8),
        "word_length": 2 * (sum(map(len, words)) / many - _USUAL_WORD),
        "figures": math.log2(1 + len(re.findall(r"\d+", text))),
        "capitals": 10 * sum(c.isupper() for c in letters) / max(1, len(letters)),
        "variety": 10 * (len({w.lower() for w in words}) / many - 1),
        "exclamations": math.log2(1 + text.count("!")),
        "emojis": math.log2(1 + len(emoji_in(text))),
    }

"""What a writer leaves in a message by mistake: words about the work, markup, notation, nothing but tags."""

import re
from functools import cache

from agents.emoji import emoji_in, without_emoji
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Message, Violation

_KINDS = {
    "talk": ("talk_left_in", "“{found}” is said to the shop, not to its customers."),
    "markup": ("markup_added", "“{found}” is markup; customers would see it as it stands."),
    "secrets": ("secret_asked_for", "“{found}” is nothing to ask customers for in a message."),
    "notation": ("notation_left_in", "“{found}” is notation, not text for customers."),
}
_LONGEST = 60


def leftovers(message: Message, original: Message) -> tuple[Violation, ...]:
    """What stands in `message` that is not meant for its readers; what `original` has as well may stay.

    The patterns are in `lexicons/leftovers.toml`.
    """
    found = [
        Violation(rule=rule, detail=words.format(found=match[0].strip()[:_LONGEST]))
        for kind, (rule, words) in _KINDS.items()
        if (match := _pattern(kind).search(message.text)) and not _pattern(kind).search(original.text)
    ]
    return (*found, *_wordless(message, original), *_flooded(message, original))


def _wordless(message: Message, original: Message) -> tuple[Violation, ...]:
    if not message.body.strip() or _has_words(message.text) or not _has_words(original.text):
        return ()
    return (Violation(rule="no_words", detail="There is nothing to read but placeholders and marks."),)


def _has_words(text: str) -> bool:
    for tag in reversed(find_placeholders(text)):
        text = text[: tag.start] + text[tag.end :]
    return any(c.isalpha() for c in without_emoji(text))


def _flooded(message: Message, original: Message) -> tuple[Violation, ...]:
    more = len(emoji_in(message.text)) - len(emoji_in(original.text))
    if more <= load("leftovers")["emoji"]["more"]:
        return ()
    return (Violation(rule="emoji_added", detail=f"It has {more} emoji more than the draft."),)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    parts: list[str] = load("leftovers")[kind]["patterns"]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE | re.MULTILINE)

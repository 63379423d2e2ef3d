"""Codes and links in which letters of another alphabet stand for the Latin ones they look like."""

import re

from agents.hygiene.carriers import mixed_words, plainly
from agents.hygiene.types import Removed

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)
_CODE = re.compile(r"(?=.*[A-Z\d].*[A-Z\d])[A-Z\d]{3,}$")


def without_mixed_alphabets(text: str) -> tuple[str, list[Removed]]:
    """`text` with such words in Latin letters, so that a code can be typed and a link is what it seems.

    Of a code or a link the merchant is asked whether that is the right one.
    """
    if text.isascii() or not mixed_words().search(text):
        return text, []
    removed: list[Removed] = []
    linked = [(match.start(), match.end()) for match in _LINK.finditer(text)]

    def plain(match: re.Match[str]) -> str:
        word = plainly(match[0])
        if not word.isascii():
            return match[0]
        link = next((text[a:b] for a, b in linked if a <= match.start() < b), "")
        seen = plainly(link) or word
        asked = f"“{seen}” was typed with letters of another alphabet that look Latin; is it right?"
        note = f"Letters of another alphabet in “{seen}” were replaced by the Latin ones they look like."
        question = asked if link or _CODE.match(word) else ""
        removed.append(Removed(kind="mixed_alphabets", text=match[0], note=note, question=question))
        return word

    return mixed_words().sub(plain, text), removed

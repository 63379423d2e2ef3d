"""A text made comparable without losing the way back to how it was written.

Tags of sending platforms are blanked, digits of every script become 0–9, wide and look-alike
characters their plain form, and characters nobody sees (zero-width spaces, direction marks) go:
"１０\u200b%" reads as "10%". Places in the folded text lead back to places in the original.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from agents.placeholders import find_placeholders

BLANK = "\ufffc"
"""Stands in a folded text for every character of a tag: no digit, no letter, no space."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
# Several make a number (5️⃣0️⃣ %), a single one numbers a list.
_KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3){2,}|[0-9]\ufe0f?\u20e3(?=\\s?[%折])")
# Two signs that are typed for one.
_THAI_PAIRS = {"\u0e4d\u0e32": "\u0e33", "\u0e40\u0e40": "\u0e41"}
_THAI_PAIR = re.compile("|".join(_THAI_PAIRS))
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_PLAIN = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u3000\u2002\u2003\t", " "),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    "٪": "%", "﹪": "%", "٫": ".", "٬": ",", "\u2044": "/",
}  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """The folded text; `places[i]` is where its character i stands in the original (None: the same)."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the original text."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def fold(text: str) -> Folded:
    """`text` with its tags blanked and its characters plain."""
    masked = _blank(text)
    if masked.isascii():
        return Folded(masked)
    masked = _KEYCAPS.sub(lambda m: re.sub("[\ufe0f\u20e3]", "\u200b", m[0]), masked)
    masked = _KEYCAP.sub(lambda m: BLANK * len(m[0]), masked)
    if unicodedata.is_normalized("NFC", masked) and not (_UNSEEN.search(masked) or _THAI_PAIR.search(masked)):
        return Folded("".join(map(_plain, masked)))
    return _rebuilt(masked)


def _blank(text: str) -> str:
    for tag in find_placeholders(text):
        text = text[: tag.start] + BLANK * (tag.end - tag.start) + text[tag.end :]
    return text


def _rebuilt(text: str) -> Folded:
    """The slow way, for texts with unseen or combining characters."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if _UNSEEN.match(letter):
            continue
        pair = letters[-1] + letter if letters else ""
        joined = _THAI_PAIRS.get(pair) or unicodedata.normalize("NFC", pair)
        if (unicodedata.combining(letter) or pair in _THAI_PAIRS) and len(joined) == 1:
            letters[-1] = joined
            continue
        letters.append(_plain(letter))
        places.append(place)
    # One place beyond the end, so that a span may end where the text ends.
    return Folded("".join(letters), (*places, len(text)))


@cache
def _plain(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    wide = unicodedata.normalize("NFKC", letter) if "\uff01" <= letter <= "\uff5e" else letter
    return wide if len(wide) == 1 else letter

"""Characters nobody sees: zero-width spaces in words, and marks that turn text around."""

import re

from agents.emoji import emoji_in
from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, states_fact
from agents.hygiene.types import Removed

_OVERRIDE = re.compile("[\u202d\u202e]([^\u202c-\u202e\n]*)\u202c?")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ue000\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CODE = re.compile(r"(?=\S*\d)\S*[^\W\d]\S*|\d+|\b[A-Z]{4,}\b")
_TYPED = re.compile(r"\b(?:codes?|coupon|voucher|promo|enter|type|use|kode|código|cupón)\b", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc]")  # Arabic and Indic
_BREAKING = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # scripts without spaces
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_COMMON = re.compile(
    r"\b(?:a|and|at|back|buy|click|for|free|get|here|in|is|it|new|now|of|off|on|only|order|our|sale|save|shop|the|this|"
    r"to|today|with|you|your|https?|www|com)\b"
)


def without_hidden(text: str) -> tuple[str, list[Removed]]:
    """`text` without invisible characters, and without text that an override turns around.

    What scripts and emoji need stays: joiners in Arabic, Indic and emoji, breaks in Thai, direction
    marks in a text that has right-to-left letters.
    """
    if not _HIDDEN.search(text):
        return text, []
    removed: list[Removed] = []
    text = _newlines(text)
    seen = mend("".join(_unturned(sentence, removed) for sentence in sentences(text)))
    kept = _kept(seen)
    plain = "".join(letter for place, letter in enumerate(seen) if place in kept or not _HIDDEN.match(letter))
    if plain != seen or (plain != text and not removed):
        note = "Invisible characters inside the text were taken out; they break search, filters and codes."
        removed.append(Removed(kind="hidden_characters", text="", note=note))
    return plain, removed


def _newlines(text: str) -> str:
    return re.sub("\r\n?|[\u2028\u2029]", "\n", text).replace(GAP, "")


def _unturned(sentence: str, removed: list[Removed]) -> str:
    """A sentence without its turned text; a sentence that was about a hidden code goes whole."""
    found: list[Removed] = []
    left = _OVERRIDE.sub(lambda match: _turned(match, found), sentence)
    removed += found
    if any(one.question for one in found) and not states_fact(left):
        return GAP + sentence[len(sentence.rstrip()) :]
    return left


def _turned(match: re.Match[str], removed: list[Removed]) -> str:
    """Text under an override: kept when it reads forwards, left out when it only reads backwards."""
    inside = match[1]
    if (
        match[0][0] == "\u202d"
        or _RIGHT_TO_LEFT.search(inside)
        or not inside.strip()
        or _reads_forwards(inside)
    ):
        return inside
    note = (
        "Text turned around by a hidden direction mark was left out; readers would have seen "
        f"“{inside[::-1]}”. Type it the normal way if you want it."
    )
    removed.append(Removed(kind="reversed_text", text=inside, note=note, question=_which(match)))
    return GAP


def _which(match: re.Match[str]) -> str:
    """The question which code or number is meant; empty when no code was turned around."""
    inside = match[1].strip()
    coded = _CODE.search(inside)
    if not coded or not (re.search(r"\d", coded[0]) or _TYPED.search(match.string[: match.start()])):
        return ""
    return f"A hidden mark makes “{inside}” read “{inside[::-1]}”. Which of the two is meant?"


def _reads_forwards(text: str) -> bool:
    lowered = text.lower()
    return len(_COMMON.findall(lowered)) > len(_COMMON.findall(lowered[::-1]))


def _kept(text: str) -> set[int]:
    """Places of invisible characters that a script or an emoji needs."""
    turning = _RIGHT_TO_LEFT.search(text) is not None
    kept = {
        match.start()
        for match in _HIDDEN.finditer(text)
        if match[0] in "\t\n" or (turning and match[0] in _DIRECTIONS) or _needed(text, match.start())
    }
    if "\u200d" in text or "\U000e007f" in text:
        place = 0
        for emoji in emoji_in(text):
            place = text.index(emoji, place)
            kept.update(range(place, place + len(emoji)))
            place += len(emoji)
    return kept


def _needed(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if text[place] in "\u200c\u200d":
        return _JOINED.match(before) is not None and _JOINED.match(after) is not None
    breaks = text[place] == "\u200b"
    return breaks and _BREAKING.match(before) is not None and _BREAKING.match(after) is not None

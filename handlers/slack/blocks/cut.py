"""Texts made to fit: how heavy they are, cut short, or cut into pieces."""

import json
import re
from itertools import accumulate

# What a letter weighs as JSON where that is more than its bytes: escaped, or an entity for Slack.
_ESCAPED = dict.fromkeys('"\\\x08\x0c\n\r\t', 2) | {"&": 5, "<": 4, ">": 4}
_CONTROL = 6
_HEAVIEST = 6
_ELLIPSIS = "…"
_PIECE = 2900  # Slack takes 3,000 characters in the texts that it does document


def weight(value: object) -> int:
    """How heavy a text or blocks are: bytes as JSON, with the entities Slack makes of &, < and >."""
    if isinstance(value, str):
        return sum(map(_letter, value))
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(said.encode()) + sum(said.count(sign) * (_ESCAPED[sign] - 1) for sign in "&<>")


def shortened(words: str, most: int) -> str:
    """`words`, or as much of them as weighs no more than `most`, with "…" at the end."""
    if len(words) * _HEAVIEST <= most or (len(words) <= most and weight(words) <= most):
        return words
    room = most - len(_ELLIPSIS.encode())
    return words[: _letters(words[:most], room)].rstrip() + _ELLIPSIS


def pieces(words: str, most: int = _PIECE) -> tuple[str, ...]:
    """`words` in pieces of at most the weight `most`, parted behind a line or else a space if possible."""
    found, rest = [], words
    while len(rest) * _HEAVIEST > most and (fits := _letters(rest[:most], most)) < len(rest):
        end = _good_end(rest[:fits]) or fits
        found.append(rest[:end])
        rest = rest[end:]
    return (*found, rest) if rest or not found else tuple(found)


def _letter(letter: str) -> int:
    if " " <= letter <= "~":
        return _ESCAPED.get(letter, 1)
    return _ESCAPED.get(letter, _CONTROL) if letter < " " else len(letter.encode())


def _letters(words: str, most: int) -> int:
    """How many letters from the start weigh no more than `most`."""
    return sum(1 for total in accumulate(map(_letter, words)) if total <= most)


def _good_end(words: str) -> int:
    """Behind the last line break of the second half, else behind its last space; 0 if it has neither."""
    half = len(words) // 2
    for sign in (r"\n", r"\s"):
        if ends := [match.end() for match in re.finditer(sign, words) if match.end() > half]:
            return ends[-1]
    return 0

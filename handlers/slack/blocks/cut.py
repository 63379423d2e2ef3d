"""Texts made to fit: how heavy they are, cut short, or cut into pieces."""

import json
import re
from itertools import accumulate

_ENTITIES = {"&": 4, "<": 3, ">": 3}  # what "&amp;" and its like take more than the sign
_ELLIPSIS = "…"
_QUOTES = 2  # around a text as JSON
_HEAVIEST = 6  # one letter as JSON ("\u0000")
_PIECE = 2900  # Slack takes 3,000 characters in the texts that it does document


def weight(value: object) -> int:
    """How heavy a text or blocks are: bytes as JSON, with the entities Slack makes of &, < and >."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(said.encode()) + sum(said.count(sign) * more for sign, more in _ENTITIES.items())


def shortened(words: str, most: int) -> str:
    """`words`, or as much of them as weighs no more than `most`, with "…" at the end."""
    if len(words) * _HEAVIEST <= most or (len(words) <= most and weight(words) - _QUOTES <= most):
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


def _letters(words: str, most: int) -> int:
    """How many letters from the start weigh no more than `most`."""
    return sum(1 for total in accumulate(weight(letter) - _QUOTES for letter in words) if total <= most)


def _good_end(words: str) -> int:
    """Behind the last line break of the second half, else behind its last space; 0 if it has neither."""
    half = len(words) // 2
    for sign in (r"\n", r"\s"):
        if ends := [match.end() for match in re.finditer(sign, words) if match.end() > half]:
            return ends[-1]
    return 0

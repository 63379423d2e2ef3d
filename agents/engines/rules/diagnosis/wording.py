"""The little language of the lexicons, compiled to expressions.

`a b`       these words in this order, in one sentence (commas, emoji, dashes may stand between)
`(a|b c)`   one of these          `[a]`   perhaps     `[a|b]*` any of these, up to three
`...`       up to four words      `a*`    any ending
`_`         any word              `#`     a number or amount
`^` `$`     beginning, end of a sentence
`-(a|b)`    not followed by one of these
`?` `!`     that mark             apostrophes are left out: `dont`, `weve`
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from agents.engines.rules.diagnosis.reading import KEY_LENGTH

_TOKEN = re.compile(r"\.\.\.|-\(|\]\*|[()\[\]|?!^$#]|[^\s()\[\]|?!^$#]+")
_CLOSING = (")", "]", "]*", "|")
_BETWEEN = r"[^\w.!?\n]+"
_GAP = rf"(?:{_BETWEEN}\w+){{0,4}}"
_WILD = {"_": r"\w+", "#": r"(?:[a-z]{0,3}[^\w\s.!?]?\s?\d[\d.,]*\s?(?:k\b|%|percent)?)"}
_MARKS = {
    "?": r"[^\w\n]*\?",
    "!": r"[^\w\n]*!",
    "^": r"(?:(?<=[.!?\n])[^\w]*|\A[^\w]*)",
    "$": r"(?=[^\w]*(?:[.!?\n]|\Z))",
}
_ALWAYS = frozenset({""})


@dataclass(frozen=True)
class Wording:
    """A wording made ready: the words stand in group 1; of each of `needs` a text must have a key."""

    source: str
    needs: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its expression, compiled when a text first has the keys: of two thousand wordings few ever do."""
        return re.compile(self.source)


class _Piece(NamedTuple):
    """A part of a wording: an expression, whether it may be absent, and its look-up keys."""

    regex: str
    keys: frozenset[str]
    optional: bool = False
    mark: bool = False


class WordingError(ValueError):
    """A wording of a lexicon whose brackets do not match."""

    def __init__(self, wording: str) -> None:
        self.wording = wording
        super().__init__(f"Brackets do not match in the wording {wording!r}; alternatives stand in ( ).")


def compile_wording(text: str) -> Wording:
    """One wording made ready. Raises `WordingError` when its brackets do not match."""
    parts = _TOKEN.findall(text)
    pieces, rest = _pieces(parts, 0)
    if rest != len(parts) or not _balanced(parts):
        raise WordingError(text)
    needs = frozenset(piece.keys for piece in pieces if not piece.optional and "" not in piece.keys)
    return Wording(rf"(?<!\w)({_render(pieces)})(?!\w)", tuple(needs))


def _balanced(parts: list[str]) -> bool:
    """Whether every bracket closes the one opened last."""
    opened: list[str] = []
    for part in parts:
        if part in ("(", "[", "-("):
            opened.append("]" if part == "[" else ")")
        elif part in (")", "]", "]*") and (not opened or opened.pop() != part[0]):
            return False
    return not opened


def rarity(keys: AbstractSet[str]) -> tuple[bool, float]:
    """How telling keys are: longer words are rarer; a set of many is as common as all of them together."""
    return "" not in keys, min(map(len, keys)) - 0.2 * len(keys)


def _alternatives(parts: list[str], i: int) -> tuple[str, frozenset[str], int]:
    """Alternatives up to a closing bracket: their expression, look-up keys, and the next part."""
    branches: list[str] = []
    keys: frozenset[str] = frozenset()
    while True:
        pieces, i = _pieces(parts, i)
        branches.append(_render(pieces))
        keys |= max((p.keys for p in pieces if not p.optional), key=rarity, default=_ALWAYS)
        if i >= len(parts) or parts[i] != "|":
            break
        i += 1
    return (branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"), keys, i


def _pieces(parts: list[str], i: int) -> tuple[list[_Piece], int]:
    """The pieces of one alternative and the part after it."""
    pieces: list[_Piece] = []
    while i < len(parts) and parts[i] not in _CLOSING:
        part = parts[i]
        if part in ("(", "[", "-("):
            regex, keys, i = _alternatives(parts, i + 1)
            closing = parts[i] if i < len(parts) else ""
            pieces.append(_bracket(part, closing, regex, keys))
        elif part == "...":
            pieces.append(_Piece(_GAP, _ALWAYS, optional=True, mark=True))
        elif part in _MARKS:
            pieces.append(_Piece(_MARKS[part], _ALWAYS, mark=True))
        else:
            pieces.append(_word(part))
        i += 1
    return pieces, i


def _bracket(opening: str, closing: str, regex: str, keys: frozenset[str]) -> _Piece:
    if opening == "-(":
        return _Piece(rf"(?!{_BETWEEN}(?:{regex})\b)", _ALWAYS, mark=True)
    if closing == "]*":
        return _Piece(rf"(?:{_BETWEEN}(?:{regex})){{0,3}}", _ALWAYS, optional=True, mark=True)
    return _Piece(f"(?:{regex})", keys, optional=opening == "[")


def _render(pieces: list[_Piece]) -> str:
    """Join the pieces: separators stand before every word but the first."""
    regex, started = "", False
    for piece in pieces:
        if piece.mark:
            regex += piece.regex if started or not piece.optional else ""
        elif not started:
            regex += f"(?:{piece.regex}{_BETWEEN})?" if piece.optional else piece.regex
            started = not piece.optional
        else:
            regex += f"(?:{_BETWEEN}{piece.regex})?" if piece.optional else _BETWEEN + piece.regex
    return regex


def _word(part: str) -> _Piece:
    if part in _WILD:
        return _Piece(_WILD[part], _ALWAYS)
    stem = part.rstrip("*")
    open_end = stem != part
    certain = stem.isalnum() and (not open_end or len(stem) >= KEY_LENGTH)
    keys = frozenset({stem[:KEY_LENGTH]}) if certain else _ALWAYS
    return _Piece(re.escape(stem) + (r"\w*" if open_end else ""), keys)

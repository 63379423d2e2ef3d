"""Phrase lists: how a copywriter's list of wordings becomes something that finds them in a text.

The little language of the lexicons:
    `a b`       these words in this order, in one sentence (commas, emoji, dashes may stand between)
    `(a|b c)`   one of these          `[a]`   perhaps     `[a|b]*` any of these, up to three
    `...`       up to four words      `a*`    any ending
    `_`         any word    `#` a number or amount    `^` `$` beginning, end of a sentence
    `-(a|b)`    not followed by one of these
    `?` `!`     that mark             apostrophes are left out: `dont`, `weve`
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from agents.engines.rules.diagnosis.reading import KEY_LENGTH, Reading
from agents.lexicons import load

_WEIGHTS = {"phrases": 1.0, "strong": 3.0, "clear": 2.0, "mild": 1.0}
"""How much a wording counts by the list it stands in."""

_TOKEN = re.compile(r"\.\.\.|-\(|\]\*|[()\[\]|?!^$#]|[^\s()\[\]|?!^$#]+")
_BETWEEN = r"[^\w.!?\n]+"
_GAP = rf"(?:{_BETWEEN}\w+){{0,4}}"
_NUMBER = r"(?:[a-z]{0,3}[^\w\s.!?]?\s?\d[\d.,]*\s?(?:k\b|%|percent)?)"
_MARKS = {
    "?": r"[^\w\n]*\?",
    "!": r"[^\w\n]*!",
    "^": r"(?:(?<=[.!?\n])[^\w]*|\A[^\w]*)",
    "$": r"(?=[^\w]*(?:[.!?\n]|\Z))",
}
_OPENING = ' \t\n.,;:!?-–—…"“”()*'
_WILD = {"_": r"\w+", "#": _NUMBER}
_CLOSING = (")", "]", "]*", "|")
_ALWAYS = frozenset({""})


@dataclass(frozen=True)
class Hit:
    """A wording found: the group it belongs to, its weight, its place in the normalised text."""

    group: str
    weight: float
    start: int
    end: int


class Wording(NamedTuple):
    """A wording made ready: the words stand in group 1; of each of `needs` a text must have a key."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


class _Piece(NamedTuple):
    """A part of a wording: an expression, whether it may be absent, and its look-up keys."""

    regex: str
    keys: frozenset[str]
    optional: bool = False
    mark: bool = False


class Phrasebook:
    """All wordings of some groups, compiled once; finds the ones in a reading quickly.

    A wording is only tried when one of its own words is in the text: hundreds of wordings cost
    as much as the dozen that could match. Raises `ValueError` for unbalanced brackets.
    """

    def __init__(self, groups: Mapping[str, Iterable[tuple[float, str]]]) -> None:
        self._by_key: dict[str, list[tuple[str, float, Wording]]] = defaultdict(list)
        for group, wordings in groups.items():
            for weight, text in wordings:
                wording = compile_wording(text)
                for key in max(wording.needs, key=_rarity, default=_ALWAYS):
                    self._by_key[key].append((group, weight, wording))

    def find(self, reading: Reading) -> tuple[Hit, ...]:
        """Every wording that occurs, in the order of the text."""
        return tuple(sorted(set(self._search(reading)), key=lambda hit: (hit.start, hit.end)))

    def _search(self, reading: Reading) -> Iterator[Hit]:
        for key in ("", *reading.keys):
            for group, weight, wording in self._by_key.get(key, ()):
                if any(need.isdisjoint(reading.keys) for need in wording.needs):
                    continue
                for match in wording.pattern.finditer(reading.norm):
                    found = match[1]
                    yield Hit(group, weight, match.end(1) - len(found.lstrip(_OPENING)), match.end(1))


@cache
def phrasebook(name: str) -> Phrasebook:
    """The lexicon `diagnosis_<name>`, compiled once a process: a group for every table in it."""
    groups = load(f"diagnosis_{name}")
    return Phrasebook(
        {
            group: [(weight, wording) for lst, weight in _WEIGHTS.items() for wording in table.get(lst, ())]
            for group, table in groups.items()
        }
    )


def compile_wording(text: str) -> Wording:
    """One wording made ready. Raises `ValueError` for unbalanced brackets."""
    tokens = _TOKEN.findall(text)
    pieces, rest = _pieces(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"Unbalanced brackets in the wording {text!r}.")
    needs = frozenset(piece.keys for piece in pieces if not piece.optional and "" not in piece.keys)
    return Wording(re.compile(rf"(?<!\w)({_render(pieces)})(?!\w)"), tuple(needs))


def _alternatives(tokens: list[str], i: int) -> tuple[str, frozenset[str], int]:
    """Alternatives up to a closing bracket: their expression, look-up keys, and the next token."""
    branches: list[str] = []
    keys: frozenset[str] = frozenset()
    while True:
        pieces, i = _pieces(tokens, i)
        branches.append(_render(pieces))
        keys |= max((p.keys for p in pieces if not p.optional), key=_rarity, default=_ALWAYS)
        if i >= len(tokens) or tokens[i] != "|":
            break
        i += 1
    return (branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"), keys, i


def _pieces(tokens: list[str], i: int) -> tuple[list[_Piece], int]:
    """The pieces of one alternative and the token after it."""
    pieces: list[_Piece] = []
    while i < len(tokens) and tokens[i] not in _CLOSING:
        token = tokens[i]
        if token in ("(", "[", "-("):
            regex, keys, i = _alternatives(tokens, i + 1)
            if i >= len(tokens) or tokens[i] == "|":
                raise ValueError(f"Unbalanced brackets in the wording {' '.join(tokens)!r}.")
            pieces.append(_bracket(token, tokens[i], regex, keys))
        elif token == "...":
            pieces.append(_Piece(_GAP, _ALWAYS, optional=True, mark=True))
        elif token in _MARKS:
            pieces.append(_Piece(_MARKS[token], _ALWAYS, mark=True))
        else:
            pieces.append(_word(token))
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


def _word(token: str) -> _Piece:
    if token in _WILD:
        return _Piece(_WILD[token], _ALWAYS)
    stem = token.rstrip("*")
    open_end = stem != token
    certain = stem.isalnum() and (not open_end or len(stem) >= KEY_LENGTH)
    keys = frozenset({stem[:KEY_LENGTH]}) if certain else _ALWAYS
    return _Piece(re.escape(stem) + (r"\w*" if open_end else ""), keys)


def _rarity(keys: frozenset[str]) -> tuple[bool, float]:
    """Longer words are rarer; a set of many is as common as all of them together."""
    return "" not in keys, min(map(len, keys)) - 0.2 * len(keys)

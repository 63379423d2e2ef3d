"""Whether words wandered from one branch of a condition to another."""

import re
from collections import defaultdict
from collections.abc import Iterator

from agents.placeholders.layout import Place, layout

_WORD = re.compile(r"[^\W_]+(?:['’.,:\-/&][^\W_]+)*")
_RUN = 3
"""So many words in a row that stood in one branch only are recognised when they turn up elsewhere."""


def moved_text(original: str, rewritten: str) -> Iterator[str]:
    """Words of `rewritten` that stood in another branch of `original`, told as they now stand.

    Both texts must have the same blocks. Four signs count: a branch that lost all its words or got
    its first; a run of three words, or a word with a digit, that only another branch had; a branch
    that is now more like its neighbour than like itself.
    """
    before, after = _words(original), _words(rewritten)
    if len(before) == 1:
        return
    for place in sorted(before.keys() | after.keys()):
        now, then = after[place], before[place]
        if place and bool(now) != bool(then):
            yield " ".join(now or then)
            continue
        strangers = _strangers(now, place, before) or _swapped(now, place, before)
        if strangers:
            yield strangers


def _words(text: str) -> dict[Place, list[str]]:
    """The words of each branch; all that stands outside blocks counts as one."""
    found: dict[Place, list[str]] = defaultdict(list)
    for piece in layout(text):
        found[piece.place] += [] if piece.tag else [word.lower() for word in _WORD.findall(piece.words)]
    return found


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    facts = {(word,) for word in words if any(letter.isdigit() for letter in word)}
    return facts | {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _strangers(now: list[str], place: Place, before: dict[Place, list[str]]) -> str | None:
    own = _runs(before[place])
    elsewhere = set().union(*(_runs(words) for other, words in before.items() if other != place))
    moved = (_runs(now) - own) & elsewhere
    return " ".join(min(moved)) if moved else None


def _swapped(now: list[str], place: Place, before: dict[Place, list[str]]) -> str | None:
    """The words of the neighbour that a short branch now resembles more than its former self."""
    neighbours = [other for other in before if other != place and place and other[:-1] == place[:-1]]
    for other in neighbours:
        typical, own = set(before[other]) - set(before[place]), set(before[place]) - set(before[other])
        if len(typical & set(now)) > len(own & set(now)):
            return " ".join(sorted(typical & set(now)))
    return None

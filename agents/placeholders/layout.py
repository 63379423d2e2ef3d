"""Where each piece of a text stands: which branch of which block, and what a reader may get to see."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from agents.placeholders.find import find_placeholders
from agents.placeholders.types import Placeholder

Place = tuple[tuple[int, int], ...]
"""The way down to a branch: (number of the block in the text, number of the branch in the block), …"""


class Piece(NamedTuple):
    """A tag, or the words between two tags (`tag` is None), and the branch it stands in."""

    place: Place
    words: str
    tag: Placeholder | None = None


def layout(text: str) -> list[Piece]:
    """The pieces of `text` in order. The tags of a block itself stand where the block stands."""
    pieces: list[Piece] = []
    place: Place = ()
    blocks = done = 0
    for tag in find_placeholders(text):
        pieces.append(Piece(place, text[done : tag.start]))
        if tag.role in {"middle", "close"}:
            *_, (block, branch) = place or ((0, 0),)
            place = place[:-1]
        pieces.append(Piece(place, tag.text, tag))
        if tag.role == "open":
            place, blocks = (*place, (blocks, 0)), blocks + 1
        elif tag.role == "middle":
            place = (*place, (block, branch + 1))
        done = tag.end
    return [*pieces, Piece(place, text[done:])]


def render(text: str, fill: Callable[[Placeholder], str], choose: Callable[[Sequence[str]], str]) -> str:
    """`text` as a customer may get it: `fill` writes each variable, `choose` takes one branch a block.

    Tags of blocks and comments show nothing; a block that never ends shows all it has.
    """
    frames: list[list[str]] = [[""]]
    for piece in layout(text):
        role = piece.tag.role if piece.tag else None
        if role == "open":
            frames.append([""])
        elif role == "middle" and len(frames) > 1:
            frames[-1].append("")
        elif role == "close" and len(frames) > 1:
            chosen = choose(frames.pop())
            frames[-1][-1] += chosen
        elif role == "variable" and piece.tag:
            frames[-1][-1] += fill(piece.tag)
        elif role is None:
            frames[-1][-1] += piece.words
    return "".join("".join(branches) for branches in frames)

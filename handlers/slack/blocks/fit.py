"""Keeping a message within what Slack takes.

Slack documents 50 blocks a message. It also refuses messages whose blocks weigh more than about
13,200 characters, containers included (`msg_blocks_too_long`, measured in slackapi/bolt-js 2509 and
2867, not documented).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import weight

_MOST_WEIGHT = 12_000  # below Slack's measure, because `weight` is a guess at it
_MOST_BLOCKS = 50
ALWAYS = 9.0


class Part(NamedTuple):
    """Blocks that stand or go together: the lowest rank goes first, `ALWAYS` never."""

    rank: float
    blocks: Sequence[Block]


def fits(blocks: Sequence[Block]) -> bool:
    """Whether Slack takes these blocks as one message."""
    return len(blocks) <= _MOST_BLOCKS and weight(blocks) <= _MOST_WEIGHT


def fitted(parts: Iterable[Part], left_out: Sequence[Block] = ()) -> list[Block]:
    """The blocks of all parts in order, without the least important ones where it would be too much.

    `left_out` stands where the first of these stood.
    """
    kept = list(parts)
    said: Sequence[Block] = left_out
    while not fits(blocks := [block for part in kept for block in part.blocks]):
        least = min(kept, key=lambda part: part.rank)
        if least.rank >= ALWAYS:
            break
        kept[kept.index(least)] = Part(ALWAYS, said)
        said = ()
    return blocks

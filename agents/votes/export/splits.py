"""Which lines are for training, which for choosing, which for judging: by campaign, always the same."""

import hashlib
from typing import Literal, get_args

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
_HELD_OUT = {"test": 10, "validation": 20}  # of 100, up to here


def split_of(campaign: str) -> Split:
    """The split of everything about a campaign: 80 % training, 10 % each of the others.

    By a hash of the campaign alone, so that it stays where it is however much is added.
    """
    place = int.from_bytes(hashlib.blake2b(campaign.encode(), digest_size=8).digest()) % 100
    if place < _HELD_OUT["test"]:
        return "test"
    return "validation" if place < _HELD_OUT["validation"] else "train"

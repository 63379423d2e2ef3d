"""Rewrites told as the merchant wishes."""

import re
from collections.abc import Callable, Sequence
from functools import reduce

from agents.engines.rules.writing.item import read_item
from agents.engines.rules.writing.shorten import shorten
from agents.engines.rules.writing.voice import calmer, reworded, warmer
from agents.engines.rules.writing.with_emoji import with_emoji, without_any_emoji
from agents.engines.tasks import RewriteInput
from agents.placeholders import find_placeholders
from agents.types import Variant, Wish

_SHORTER = 0.85  # what is left of the length when a message is to be shorter
_FEW = 2
_Way = Callable[[Variant, RewriteInput], Variant]
# In this order: what is left out first, what is added last.
_WAYS: tuple[tuple[Wish, _Way], ...] = (
    ("plainer", lambda v, i: reworded(calmer(v, i), i, "plainer")),
    ("formal", lambda v, i: reworded(v, i, "formal")),
    ("no_emoji", without_any_emoji),
    ("warmer", warmer),
    ("emoji", with_emoji),
)


def as_wished(
    written: Sequence[Variant], inputs: RewriteInput, *, room: int | None = None
) -> tuple[Variant, ...]:
    """The same rewrites as wished, each once.

    `room` is how many characters each may have before anything is added to it: those that fit, or if
    none does the shortest.
    """
    if room is not None:
        short = [shorten(variant, inputs, room=room) for variant in written]
        item = read_item(inputs.draft.product)
        naming = [v for v in short if item and item.is_named_in(v.message.text)]
        fitting = [v for v in naming if _length(v) <= room] or [v for v in short if _length(v) <= room]
        written = fitting or sorted(naming or short, key=_length)[:_FEW]
    made: list[Variant] = []
    ways = [way for wish, way in _WAYS if wish in inputs.wishes]
    for variant in written:
        wished = reduce(lambda told, way: way(told, inputs), ways, variant)
        if wished.message not in [m.message for m in made]:
            made.append(wished)
    return tuple(made)


def room_for(full: Sequence[Variant], inputs: RewriteInput) -> int | None:
    """How long a rewrite may be that has to be shorter than any of the `full` ones; None if it need not."""
    wished = inputs.wishes.count("shorter")
    if not wished or not full:
        return None
    return int(_SHORTER * min(_length(variant) for variant in full)) if wished == 1 else 0


def without_title(inputs: RewriteInput) -> RewriteInput:
    """The brief without the draft's title; what may not be lost of it opens the body."""
    draft = inputs.draft
    if not draft.title:
        return inputs
    tags = (p.text for p in find_placeholders(draft.title))
    held = [h for h in (*inputs.sayable.required, *tags) if h in draft.title and h not in draft.body]
    line = re.sub(r"(?<=[^.!?…])$", ".", draft.title.strip()) + " " if held else ""
    return inputs.model_copy(
        update={"draft": draft.model_copy(update={"title": None, "body": line + draft.body})}
    )


def _length(variant: Variant) -> int:
    return len(variant.message.text)

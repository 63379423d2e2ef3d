"""The other ways to say it, each with its own button."""

from collections.abc import Sequence

from agents.types import Suggestion, Variant
from handlers.slack.blocks.base import actions, line, rich, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.controls import use_button
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.fit import Part
from handlers.slack.blocks.message import message_blocks, message_or_sample

_INTENT = 150  # weight
_MOST = 20  # more than ever fit


def other_versions(suggestion: Suggestion, *, rank: float, settled: bool) -> list[Part]:
    """A part for each variant, the first ranked highest; with buttons until the answer is `settled`."""
    return [
        Part(rank - number / 1000, _version(variant, number, settled=settled))
        for number, variant in enumerate(suggestion.variants[:_MOST], 2)
    ]


def versions_in_full(suggestion: Suggestion, shown: Sequence[Block]) -> str | None:
    """Every variant as a text, if what is `shown` lacks any of their words."""
    wanted = (block for variant in suggestion.variants for block in message_blocks(variant.message))
    if all(block in shown for block in wanted):
        return None
    return "\n\n".join(
        f"{_named(variant, number)}\n\n{variant.message.text}"
        for number, variant in enumerate(suggestion.variants, 2)
    )


def _version(variant: Variant, number: int, *, settled: bool) -> list[Block]:
    blocks, _ = message_or_sample(variant.message)
    button = [] if settled else [actions(use_button(number))]
    return [rich(line(text(_named(variant, number), bold=True))), *blocks, *button]


def _named(variant: Variant, number: int) -> str:
    intent = shortened(variant.intent, _INTENT)
    return f"Version {number}: {intent}"

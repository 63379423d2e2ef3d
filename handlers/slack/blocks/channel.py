"""What a message's channel has to say about it."""

from agents.channels import count_line
from agents.types import Draft, Message, Suggestion
from handlers.slack.blocks.base import small
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.why import sentences
from handlers.words import taken_for

_WARNINGS = 3
_COUNTED = {"push_title_length"}  # the line with the count says where a title is cut


def count(draft: Draft, message: Message) -> list[Block]:
    """How long a message is, as its channel counts."""
    channel = taken_for(draft).channel
    return [small(count_line(message, channel=channel))] if channel else []


def warnings(suggestion: Suggestion) -> list[Block]:
    """The channel rules that a message rubs against, the first few in full."""
    told = [f for f in suggestion.lint if f.severity == "error"]
    told += [f for f in suggestion.lint if f.severity == "warning" and f.rule not in _COUNTED]
    return sentences("Good to know", [finding.detail for finding in told], most=_WARNINGS)

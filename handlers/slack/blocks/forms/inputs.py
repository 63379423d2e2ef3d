"""The fields of forms, one function a kind of field."""

from agents.audiences import profile
from agents.types import CHANNELS, SEGMENTS
from handlers.slack import ids
from handlers.slack.blocks.base import Element, menu, option, plain
from handlers.slack.blocks.card import Block
from handlers.words import CHANNEL, SEGMENT

MOST_TEXT = 3000  # characters that Slack takes in one field
_DESCRIPTION = 75  # characters


def field(block: str, label: str, element: Element, *, hint: str = "", optional: bool = True) -> Block:
    """A labelled field; `block` names it when the form comes back."""
    found: Block = {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {**element, "action_id": ids.VALUE},
        "optional": optional,
    }
    return {**found, "hint": plain(hint)} if hint else found


def entry(value: str = "", *, example: str = "", multiline: bool = False, most: int = MOST_TEXT) -> Element:
    """A place to write in."""
    element: Element = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    if value:
        element["initial_value"] = value[:most]
    return {**element, "placeholder": plain(example)} if example else element


def audience_field(block: str, label: str, chosen: str | None, *, hint: str = "") -> Block:
    """The eleven audiences by their plain names."""
    options = [
        option(SEGMENT[segment], segment, description=_described(profile(segment).plain_name))
        for segment in SEGMENTS
    ]
    return field(block, label, menu(ids.VALUE, options, chosen=chosen, hint="Choose an audience"), hint=hint)


def channel_field(block: str, label: str, chosen: str | None, *, hint: str = "") -> Block:
    """The five channels."""
    options = [
        option(f"{CHANNEL[channel][:1].upper()}{CHANNEL[channel][1:]}", channel) for channel in CHANNELS
    ]
    return field(block, label, menu(ids.VALUE, options, chosen=chosen, hint="Choose a channel"), hint=hint)


def _described(plain_name: str) -> str:
    return f"{plain_name[:1].upper()}{plain_name[1:]}"[:_DESCRIPTION]

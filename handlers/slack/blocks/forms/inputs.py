"""The fields of forms, one function a kind of field."""

from agents.audiences import profile
from agents.types import CHANNELS, SEGMENTS
from handlers.slack import fields, ids
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


def audience_field(block: str, label: str, chosen: str | None, *, or_none: str = "") -> Block:
    """The eleven audiences by their plain names; `or_none` names the choice of none, where there is one."""
    options = [
        option(SEGMENT[segment], segment, description=_described(profile(segment).plain_name))
        for segment in SEGMENTS
    ]
    return _choice(block, label, options, chosen, or_none, hint="Choose an audience")


def channel_field(block: str, label: str, chosen: str | None, *, or_none: str = "") -> Block:
    """The five channels; `or_none` as above."""
    options = [
        option(f"{CHANNEL[channel][:1].upper()}{CHANNEL[channel][1:]}", channel) for channel in CHANNELS
    ]
    return _choice(block, label, options, chosen, or_none, hint="Choose a channel")


def _choice(
    block: str, label: str, options: list[Element], chosen: str | None, or_none: str, *, hint: str
) -> Block:
    """Slack has no way to empty a menu again: where none is a choice, it is one of the options."""
    none = [option(or_none, fields.NONE)] if or_none else []
    element = menu(ids.VALUE, [*none, *options], chosen=chosen or fields.NONE, hint=hint)
    return field(block, label, element)


def _described(plain_name: str) -> str:
    return f"{plain_name[:1].upper()}{plain_name[1:]}"[:_DESCRIPTION]

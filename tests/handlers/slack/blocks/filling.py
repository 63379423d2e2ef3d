"""Forms as they come back when somebody sends them."""

from collections.abc import Mapping
from typing import Any

from handlers.slack.blocks.card import View
from handlers.slack.forms.state import State

# What is written into a field, or the state of another element than a text.
Field = str | Mapping[str, Any]


def as_shown(view: View) -> State:
    """The state of a form that is sent without a change."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {
        block["block_id"]: {block["element"]["action_id"]: _initial(block["element"])} for block in inputs
    }


def filled(**fields: Field) -> State:
    """A form with these texts in its fields; a mapping is an element's own state."""
    return {
        block: {"value": {"type": "plain_text_input", "value": said} if isinstance(said, str) else said}
        for block, said in fields.items()
    }


def chosen(value: str) -> Mapping[str, Any]:
    """The state of a menu."""
    return {"type": "static_select", "selected_option": {"text": {"text": value}, "value": value}}


def _initial(element: Mapping[str, Any]) -> Mapping[str, Any]:
    names = {
        "initial_value": "value",
        "initial_option": "selected_option",
        "initial_date": "selected_date",
        "initial_conversation": "selected_conversation",
        "initial_users": "selected_users",
        "initial_options": "selected_options",
    }
    return {"type": element["type"], **{of: element.get(name) for name, of in names.items()}}

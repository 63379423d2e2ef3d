"""Block Kit's input elements: what they hold, what they begin with, what choosing something makes of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from playground.errors import PlaygroundError
from playground.world.nouns import Json

# Where each kind of element keeps its value, and what it is filled with at first.
VALUES: Mapping[str, str] = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
}
_MANY = {kind for kind, name in VALUES.items() if name.endswith("s") and name != "files"}
_CHOICES = {kind for kind, name in VALUES.items() if name.startswith("selected_option")}


def elements(blocks: Iterable[Json]) -> list[tuple[str, Json]]:
    """Every interactive element of some blocks with the id of the block it stands in."""
    return [found for block in blocks for found in _within(block, str(block.get("block_id", "")))]


def find(blocks: Iterable[Json], action_id: str, value: Any = None) -> tuple[str, Json]:  # noqa: ANN401 - any value
    """The element with an action id; of several, the one holding `value`. Raises PlaygroundError."""
    everything = elements(blocks)
    same = [(block, element) for block, element in everything if element["action_id"] == action_id]
    exact = [pair for pair in same if value is not None and pair[1].get("value") == value]
    if found := exact or same:
        return found[0]
    known = ", ".join(element["action_id"] for _, element in everything) or "nothing at all"
    raise PlaygroundError(f"There is nothing called “{action_id}” to use here; there is {known}.")


def filled(element: Json, value: Any) -> Json:  # noqa: ANN401 - shaped by the element
    """The element's entry once somebody has put `value` into it (options are named by their values)."""
    kind = element["type"]
    name = VALUES[kind]
    if kind in _CHOICES and kind in _MANY:
        value = [choice(element, one) for one in value or ()]
    elif kind in _CHOICES:
        value = None if value is None else choice(element, value)
    elif kind == "number_input" and value is not None:
        value = str(value)
    return {"type": kind, name: value}


def choice(element: Json, value: Any) -> Json:  # noqa: ANN401 - an option, or its value or text
    """The option that has this value or text. Raises PlaygroundError."""
    if isinstance(value, dict):
        return value
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    options = [option for group in groups for option in group["options"]]
    for option in options:
        if value in (option.get("value"), option["text"]["text"]):
            return dict(option)
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": str(value)}, "value": str(value)}
    known = ", ".join(str(option.get("value")) for option in options)
    raise PlaygroundError(f"“{value}” is not among the options of {element['action_id']}: {known}.")


def initial(element: Json) -> Json:
    """The entry of an element that nobody has touched."""
    kind = element["type"]
    name = VALUES[kind]
    given = element.get(name.replace("selected_", "initial_") if name != "value" else "initial_value")
    return {"type": kind, name: given if given is not None else ([] if kind in _MANY else None)}


def is_empty(entry: Json) -> bool:
    """Whether an entry holds nothing."""
    return entry[VALUES[entry["type"]]] in (None, "", [])


def state_of(blocks: Iterable[Json], entries: Mapping[str, Any]) -> Json:
    """`state.values`: every input's entry, the given ones over the initial ones."""
    values: Json = {}
    for block_id, element in elements(blocks):
        if element["type"] in VALUES:
            kept = entries.get(block_id, {}).get(element["action_id"])
            same = kept is not None and kept["type"] == element["type"]
            values.setdefault(block_id, {})[element["action_id"]] = kept if same else initial(element)
    return values


def _within(node: Any, block_id: str) -> Iterable[tuple[str, Json]]:  # noqa: ANN401 - any JSON
    if isinstance(node, list):
        for item in node:
            yield from _within(item, block_id)
    elif isinstance(node, dict):
        if "action_id" in node and "type" in node:
            yield block_id, node
            return
        inside = str(node.get("block_id") or block_id)
        for item in node.values():
            yield from _within(item, inside)

"""Somebody fills in a modal and submits or closes it."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from playground.acts import payloads
from playground.acts.wire import shortcodes
from playground.errors import PlaygroundError
from playground.world import fields
from playground.world.nouns import Json, Team, User, View
from playground.world.world import World

_REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")


def opened(team: Team, view: Json) -> View:
    """The view as it is stored. Raises PlaygroundError if it is no longer shown."""
    stored = team.views.get(str(view["id"]))
    if stored is None:
        raise PlaygroundError(f"The view {view['id']} is not open any more.")
    return stored


def fill(view: View, values: Mapping[str, Any]) -> None:
    """Put values into inputs by block_id. Raises PlaygroundError for a block or option that isn't there."""
    entries = copy.deepcopy(view.body["state"]["values"])
    for block_id, value in values.items():
        element = _input(view, block_id)
        if element["type"] == "plain_text_input" and value:
            value = shortcodes(value)  # noqa: PLW2901 - Slack hands emoji on by name
        entries.setdefault(block_id, {})[element["action_id"]] = fields.filled(element, value)
    view.body["state"]["values"] = fields.state_of(view.body["blocks"], entries)


def complaints(view: View) -> dict[str, str]:
    """What Slack's own page says about inputs before the app hears of them, by block_id."""
    found = {}
    for block in view.body["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            entry = view.body["state"]["values"][block["block_id"]][element["action_id"]]
            if complaint := _complaint(block, element, entry):
                found[block["block_id"]] = complaint
    return found


def submission(world: World, team: Team, user: User, view: View) -> Json:
    """The payload `view_submission`."""
    return {
        "type": "view_submission",
        **payloads.who(team, user),
        "trigger_id": payloads.trigger(world, user, view.id),
        "view": copy.deepcopy(view.body),
        "response_urls": [],
    }


def closing(team: Team, user: User, view: View, *, is_cleared: bool) -> Json:
    """The payload `view_closed`."""
    who = payloads.who(team, user)
    return {"type": "view_closed", **who, "view": copy.deepcopy(view.body), "is_cleared": is_cleared}


def _input(view: View, block_id: str) -> Json:
    inputs = [(b, e) for b, e in fields.elements(view.body["blocks"]) if e["type"] in fields.VALUES]
    for block, element in inputs:
        if block == block_id:
            return element
    known = ", ".join(block for block, _ in inputs)
    raise PlaygroundError(f"There is nothing to fill in at “{block_id}”; there is {known}.")


def _complaint(block: Json, element: Json, entry: Json) -> str | None:
    if fields.is_empty(entry):
        return None if block.get("optional") else _REQUIRED
    value = entry[fields.VALUES[element["type"]]]
    if element["type"] == "number_input":
        return _number_complaint(element, value)
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not _URL.fullmatch(value):
        return "Please enter a valid URL."
    return _length_complaint(element, value) if isinstance(value, str) else None


def _number_complaint(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number of at least {element['min_value']}."
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _length_complaint(element: Json, value: str) -> str | None:
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return None

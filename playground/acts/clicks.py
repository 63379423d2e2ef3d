"""Somebody uses a button, a select or another element: `block_actions`."""

import copy
from typing import Any

from playground.acts import payloads
from playground.errors import PlaygroundError
from playground.world import fields
from playground.world.nouns import Channel, Json, Team, User
from playground.world.world import World

_OVERFLOW, _FEEDBACK = "overflow", "feedback_buttons"


def on_message(world: World, team: Team, user: User, channel: Channel, message: Json, act: Json) -> Json:
    """The payload for an element of a message; `act` names action_id and value."""
    block_id, element = fields.find(message.get("blocks", ()), act["action_id"], act["value"])
    entries = team.entries.setdefault((user.id, message["ts"]), {})
    action = _action(world, entries, block_id, element, act["value"])
    is_ephemeral = bool(message.get("is_ephemeral"))
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": is_ephemeral,
        **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
    }
    shown = {} if is_ephemeral else {"message": copy.deepcopy(message)}
    return {
        "type": "block_actions",
        **payloads.who(team, user),
        "container": container,
        "trigger_id": payloads.trigger(world, user),
        "channel": payloads.where(channel),
        **shown,
        "state": {"values": fields.state_of(message["blocks"], entries)},
        "response_url": payloads.response_url(world, user, channel, message),
        "actions": [action],
    }


def on_view(world: World, team: Team, user: User, view: Json, act: Json) -> Json:
    """The payload for an element of a modal or Home tab."""
    block_id, element = fields.find(view["blocks"], act["action_id"], act["value"])
    entries = view["state"]["values"]
    action = _action(world, entries, block_id, element, act["value"])
    view["state"]["values"] = fields.state_of(view["blocks"], entries)
    return {
        "type": "block_actions",
        **payloads.who(team, user),
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": payloads.trigger(world, user, view["id"] if view["type"] == "modal" else None),
        "view": copy.deepcopy(view),
        "actions": [action],
    }


def _action(world: World, entries: Json, block_id: str, element: Json, value: Any) -> Json:  # noqa: ANN401 - any
    """The action object; what was chosen is remembered in `entries`."""
    kind = element["type"]
    action = {"action_id": element["action_id"], "block_id": block_id, "type": kind}
    action["action_ts"] = world.clock.stamp()
    if kind in fields.VALUES:
        entry = fields.filled(element, value)
        entries.setdefault(block_id, {})[element["action_id"]] = entry
        return {**action, **entry}
    if kind == _OVERFLOW:
        return {**action, "selected_option": fields.choice(element, value)}
    if kind == _FEEDBACK:
        return {**action, **_vote(element, value)}
    return {**action, **{key: element[key] for key in ("text", "value", "style") if key in element}}


def _vote(element: Json, value: str | None) -> Json:
    buttons = [element["positive_button"], element["negative_button"]]
    for button in buttons:
        if value in (None, button["value"]):
            return {"text": button["text"], "value": button["value"]}
    known = " and ".join(button["value"] for button in buttons)
    raise PlaygroundError(f"The feedback buttons stand for {known}, not “{value}”.")

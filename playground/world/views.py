"""Modals and Home tabs: opened, pushed, updated, closed."""

import copy
from collections.abc import Mapping
from typing import Any

from playground.world.fields import state_of
from playground.world.nouns import Json, Team, View
from playground.world.snapshot import open_views
from playground.world.world import World

MAX_STACK = 3
_KEPT = (
    *("type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "external_id"),
    *("clear_on_close", "notify_on_close", "submit_disabled"),
)
_DEFAULTS: Mapping[str, Any] = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


def open_modal(world: World, team: Team, user: str, raw: Json) -> View:
    """Show a modal; what was open before is gone."""
    for view in team.stacks.pop(user, []):
        team.views.pop(view, None)
    return _put_on_top(world, team, user, raw)


def push_modal(world: World, team: Team, user: str, raw: Json) -> View:
    """Show a modal on top of the open ones (the caller sees to it that there is room)."""
    return _put_on_top(world, team, user, raw)


def replace(world: World, team: Team, view: View, raw: Json) -> View:
    """Put new content into a view that is shown; entries in blocks that stay are kept."""
    entries = view.body["state"]["values"]
    view.body |= _content(world, raw) | {"hash": _hash(world)}
    view.body["state"] = {"values": state_of(view.body["blocks"], entries)}
    _tell(world, team, view)
    return view


def publish(world: World, team: Team, user: str, raw: Json) -> View:
    """Show somebody's Home tab."""
    if user in team.homes:
        return replace(world, team, team.views[team.homes[user]], raw)
    view = _new(world, team, user, raw)
    team.homes[user] = view.id
    _tell(world, team, view)
    return view


def close(world: World, team: Team, user: str, *, everything: bool = False) -> list[View]:
    """Take the modal on top away, or all of them; gives what was closed."""
    stack = team.stacks.get(user, [])
    closed = [team.views.pop(stack.pop()) for _ in range(len(stack) if everything else min(1, len(stack)))]
    world.tell_user(user, "views", views=open_views(team, user))
    return closed


def _put_on_top(world: World, team: Team, user: str, raw: Json) -> View:
    stack = team.stacks.setdefault(user, [])
    view = _new(world, team, user, raw)
    view.body["previous_view_id"] = stack[-1] if stack else None
    view.body["root_view_id"] = stack[0] if stack else view.id
    stack.append(view.id)
    _tell(world, team, view)
    return view


def _new(world: World, team: Team, user: str, raw: Json) -> View:
    view_id = world.mint("V")
    body = {
        "id": view_id,
        "team_id": team.id,
        **_content(world, raw),
        "hash": _hash(world),
        "root_view_id": view_id,
        "previous_view_id": None,
        "app_id": team.installation.app_id,
        "app_installed_team_id": team.id,
        "bot_id": team.installation.bot_id,
    }
    body["state"] = {"values": state_of(body["blocks"], {})}
    view = View(body, user)
    team.views[view_id] = view
    return view


def _content(world: World, raw: Json) -> Json:
    raw = copy.deepcopy(raw)
    blocks = [b if b.get("block_id") else {**b, "block_id": world.mint("b")} for b in raw["blocks"]]
    return {**_DEFAULTS, **{key: raw[key] for key in _KEPT if key in raw}, "blocks": blocks}


def _hash(world: World) -> str:
    return f"{world.clock.stamp()}.{world.mint('h')}"


def _tell(world: World, team: Team, view: View) -> None:
    if view.body["type"] == "home":
        world.tell_user(view.user, "home", home=view.body)
    else:
        world.tell_user(view.user, "views", views=open_views(team, view.user))

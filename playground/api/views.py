"""`views.*`: modals and Home tabs of the app."""

import copy
from typing import Any

from playground.api.ask import Ask
from playground.api.errors import SlackError, refused
from playground.checks.whole import problems_of_view
from playground.world import views
from playground.world.nouns import Json, View
from playground.world.passes import Trigger


def open_view(ask: Ask) -> Json:
    """`views.open`."""
    raw = checked(ask.value("view", SlackError("invalid_arguments")), "modal")
    trigger = _trigger(ask)
    _free_external_id(ask, raw)
    return _shown(views.open_modal(ask.world, ask.team, trigger.user, raw))


def push(ask: Ask) -> Json:
    """`views.push`: only from within an open modal."""
    raw = checked(ask.value("view", SlackError("invalid_arguments")), "modal")
    trigger = _trigger(ask)
    stack = ask.team.stacks.get(trigger.user, [])
    if trigger.view not in stack:
        raise SlackError("view_not_found")
    if len(stack) >= views.MAX_STACK:
        raise SlackError("push_limit_reached")
    _free_external_id(ask, raw)
    return _shown(views.push_modal(ask.world, ask.team, trigger.user, raw))


def update(ask: Ask) -> Json:
    """`views.update`, by view_id or external_id; a hash must be that of the view as it stands."""
    raw = checked(ask.value("view", SlackError("invalid_arguments")), None)
    view = _view(ask)
    if raw["type"] != view.body["type"]:
        raise SlackError("invalid_arguments")
    _check_hash(ask, view)
    return _shown(views.replace(ask.world, ask.team, view, raw))


def publish(ask: Ask) -> Json:
    """`views.publish`: somebody's Home tab."""
    raw = checked(ask.value("view", SlackError("invalid_arguments")), "home")
    user = ask.person("user_id")
    if user.id in ask.team.homes:
        _check_hash(ask, ask.team.views[ask.team.homes[user.id]])
    return _shown(views.publish(ask.world, ask.team, user.id, raw))


def checked(raw: Any, kind: str | None) -> Json:  # noqa: ANN401 - whatever the app sent
    """A view as the app sent it, if Slack would show it. Raises SlackError."""
    if problems := problems_of_view(raw):
        raise refused("invalid_arguments", problems)
    if kind and raw["type"] != kind:
        raise refused("invalid_arguments", [f"must be a {kind} [json-pointer:/view/type]"])
    return dict(raw)


def _shown(view: View) -> Json:
    return {"view": copy.deepcopy(view.body)}


def _trigger(ask: Ask) -> Trigger:
    said = ask.text("trigger_id") or ask.need("interactivity_pointer")
    trigger = ask.world.passes.triggers.get(said)
    if trigger is None or trigger.user not in ask.team.people:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if ask.world.clock.now() >= trigger.expires:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def _view(ask: Ask) -> View:
    by_id, by_name = ask.text("view_id"), ask.text("external_id")
    for view in ask.team.views.values():
        if view.id == by_id or (by_name and view.body["external_id"] == by_name):
            return view
    raise SlackError("not_found")


def _check_hash(ask: Ask, view: View) -> None:
    said = ask.text("hash")
    if said and said != view.body["hash"]:
        raise SlackError("hash_conflict")


def _free_external_id(ask: Ask, raw: Json) -> None:
    name = raw.get("external_id")
    if name and any(view.body["external_id"] == name for view in ask.team.views.values()):
        raise SlackError("duplicate_external_id")

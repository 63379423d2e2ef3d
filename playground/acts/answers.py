"""What becomes of an acknowledgement: a command's reply is shown, a modal changes or closes."""

from playground.api.errors import SlackError
from playground.api.responses import answer
from playground.api.views import checked
from playground.errors import NoAnswerError
from playground.world import views
from playground.world.nouns import Json, Team, View
from playground.world.passes import ResponseUrl
from playground.world.world import World

TROUBLE = "We had some trouble connecting. Try again?"


def show_reply(world: World, team: Team, payload: Json, carried: Json | None) -> None:
    """Show what the acknowledgement of a command carried, if anything. Raises NoAnswerError."""
    if not carried or not (carried.get("text") or carried.get("blocks")):
        return
    response = ResponseUrl("", payload["user_id"], payload["channel_id"], 0.0)
    try:
        answer(world, team, response, carried)
    except SlackError as error:
        raise NoAnswerError(f"{payload['command']} failed with the error “{error.code}”.") from error


def turn_page(world: World, team: Team, view: View, carried: Json | None) -> None:
    """Do with a submitted modal what the app said. Raises NoAnswerError for what Slack can't do."""
    action = (carried or {}).get("response_action")
    if action == "errors":
        _check_errors(view, carried or {})
    elif action == "clear":
        views.close(world, team, view.user, everything=True)
    elif action in {"update", "push"}:
        _show(world, team, view, carried or {})
    elif action is None:
        views.close(world, team, view.user)
    else:
        raise NoAnswerError(f"{TROUBLE} (unknown response_action “{action}”)")


def _show(world: World, team: Team, view: View, carried: Json) -> None:
    try:
        raw = checked(carried.get("view"), "modal")
    except SlackError as error:
        raise NoAnswerError(f"{TROUBLE} ({error.code}: {error.more.get('errors')})") from error
    if carried["response_action"] == "update":
        views.replace(world, team, view, raw)
    elif len(team.stacks[view.user]) >= views.MAX_STACK:
        raise NoAnswerError(f"{TROUBLE} (push_limit_reached)")
    else:
        views.push_modal(world, team, view.user, raw)


def _check_errors(view: View, carried: Json) -> None:
    """Errors go to inputs of the view; others Slack can't show."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    errors = carried.get("errors") or {}
    if not errors or not set(errors) <= inputs:
        raise NoAnswerError(f"{TROUBLE} (errors for {', '.join(errors) or 'nothing'})")

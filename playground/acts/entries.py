"""Commands, shortcuts and steps: the payloads with which somebody calls the app."""

import copy

from playground.acts import payloads
from playground.acts.wire import escaped, shortcodes, wired
from playground.delivery.events import VERIFICATION
from playground.errors import PlaygroundError
from playground.manifest import Command
from playground.world.nouns import Channel, Json, Run, Team, Token, User
from playground.world.world import World


def command(world: World, team: Team, user: User, channel: Channel, called: Command, text: str) -> Json:
    """The form of a slash command."""
    written = wired(text, team).text if called.should_escape else escaped(shortcodes(text))
    place = payloads.where(channel)
    return {
        "token": VERIFICATION,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": place["id"],
        "channel_name": place["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": called.command,
        "text": written.strip(),
        "api_app_id": team.installation.app_id,
        "is_enterprise_install": "false",
        "response_url": payloads.response_url(world, user, channel),
        "trigger_id": payloads.trigger(world, user),
    }


def shortcut(world: World, team: Team, user: User, callback_id: str) -> Json:
    """The payload of a global shortcut."""
    if world.manifest.shortcut(callback_id, "global") is None:
        raise PlaygroundError(f"The app has no global shortcut {callback_id}.")
    return {
        "type": "shortcut",
        **payloads.who(team, user),
        "callback_id": callback_id,
        "trigger_id": payloads.trigger(world, user),
        "action_ts": world.clock.stamp(),
    }


def message_shortcut(
    world: World, team: Team, user: User, callback_id: str, channel: Channel, message: Json
) -> Json:
    """The payload of a shortcut used on a message (`message_action`)."""
    if world.manifest.shortcut(callback_id, "message") is None:
        raise PlaygroundError(f"The app has no message shortcut {callback_id}.")
    return {
        "type": "message_action",
        **payloads.who(team, user),
        "callback_id": callback_id,
        "trigger_id": payloads.trigger(world, user),
        "action_ts": world.clock.stamp(),
        "channel": payloads.where(channel),
        "message_ts": message["ts"],
        "message": copy.deepcopy(message),
        "response_url": payloads.response_url(world, user, channel, message),
    }


def run_step(world: World, team: Team, user: User, callback_id: str, inputs: Json) -> Run:
    """Begin a run of a workflow step: the app hears `function_executed`. Raises PlaygroundError."""
    step = world.manifest.step(callback_id)
    if step is None:
        raise PlaygroundError(f"The app has no step {callback_id}.")
    needed = step.input_parameters.get("required", ())
    if missing := [name for name in needed if not inputs.get(name)]:
        raise PlaygroundError(f"The step {callback_id} needs {', '.join(missing)}.")
    run = Run(world.mint("Fx"), callback_id, team.id, user.id, inputs, world.mint("xwfp-playground-"))
    scopes = world.manifest.bot_scopes
    world.tokens[run.token] = Token(run.token, "step", team.id, team.installation.bot_user, scopes)
    team.runs[run.id] = run
    function = {
        "id": f"Fn_{callback_id}",
        "callback_id": callback_id,
        "title": step.title,
        "description": step.description,
        "type": "app",
        "input_parameters": _parameters(step.input_parameters),
        "output_parameters": _parameters(step.output_parameters),
        "app_id": team.installation.app_id,
    }
    event = {"type": "function_executed", "function": function, "inputs": inputs}
    event |= {"function_execution_id": run.id, "workflow_execution_id": world.mint("Wx")}
    world.happened(team, {**event, "bot_access_token": run.token})
    return run


def _parameters(declared: object) -> list[Json]:
    described = declared.get("properties", declared) if isinstance(declared, dict) else {}
    required = declared.get("required", ()) if isinstance(declared, dict) else ()
    return [
        {"name": name, "is_required": name in required, **about}
        for name, about in described.items()
        if isinstance(about, dict)
    ]

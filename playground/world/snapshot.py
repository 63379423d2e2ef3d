"""All that one person sees, as one JSON object for the browser page."""

import copy
from dataclasses import asdict
from typing import TYPE_CHECKING

from playground.world.nouns import IM, Channel, Json, Status, Team, User

if TYPE_CHECKING:
    from playground.world.world import World


def snapshot(world: "World", user: str) -> Json:
    """Everything in somebody's workspace that they may see. Raises PlaygroundError for a stranger."""
    team = world.team_of(user)
    seen = {c.id: c for c in team.channels.values() if c.sees(user)}
    home = team.homes.get(user)
    return copy.deepcopy(
        {
            "me": user,
            "team": {"id": team.id, "name": team.name},
            "app": _app(world, team),
            "people": [person(member) for member in team.people.values()],
            "channels": [conversation(team, channel, user) for channel in seen.values()],
            "messages": {c.id: list(c.messages.values()) for c in seen.values()},
            "ephemerals": team.ephemerals.get(user, []),
            "views": open_views(team, user),
            "home": team.views[home].body if home else None,
            "prompts": {c.id: p for c in seen.values() if (p := _prompts(world, team, c))},
            "statuses": {
                f"{channel}:{thread}": shown
                for (channel, thread), status in team.statuses.items()
                if channel in seen and (shown := status_of(status, world.clock.now()))
            },
            "files": {f: _file(file.about) for f, file in team.files.items() if file.shared},
        }
    )


def conversation(team: Team, channel: Channel, user: str) -> Json:
    """A conversation for the page; a direct message bears the name of the other side."""
    others = [member for member in channel.members if member != user]
    name = team.people[others[0]].name if channel.kind == IM and others else channel.name
    return {
        "id": channel.id,
        "name": name,
        "kind": channel.kind,
        "topic": channel.topic,
        "is_member": user in channel.members,
        "bot_is_member": team.installation.bot_user in channel.members,
    }


def person(user: User) -> Json:
    """A person for the page."""
    return {key: value for key, value in asdict(user).items() if key != "team"}


def open_views(team: Team, user: str) -> list[Json]:
    """Somebody's open modals, the one on top last."""
    return [team.views[view].body for view in team.stacks.get(user, [])]


def status_of(status: Status | None, now: float) -> Json | None:
    """A status as the page shows it; None once it is empty or has faded."""
    if status is None or not status.text or now >= status.until:
        return None
    return {"status": status.text, "loading_messages": list(status.loading_messages)}


def _app(world: "World", team: Team) -> Json:
    manifest = world.manifest
    return {
        "id": team.installation.app_id,
        "name": manifest.name,
        "bot_user": team.installation.bot_user,
        "description": manifest.description,
        "installed": team.installation.token is not None,
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.commands
        ],
        "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
        "steps": [{"callback_id": s.callback_id, "title": s.title} for s in manifest.steps],
    }


def _prompts(world: "World", team: Team, channel: Channel) -> Json | None:
    """What the app offers in a conversation; until it does, what the manifest offers in direct messages."""
    of_manifest = {"title": "", "prompts": [dict(prompt) for prompt in world.manifest.prompts]}
    is_unset = channel.kind == IM and bool(world.manifest.prompts)
    return team.prompts.get(channel.id) or (of_manifest if is_unset else None)


def _file(about: Json) -> Json:
    return {
        "name": about["name"],
        "size": about["size"],
        "url": about["url_private"],
        "mimetype": about["mimetype"],
    }

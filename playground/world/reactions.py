"""Emoji under messages."""

from playground.world.nouns import Channel, Json, Team
from playground.world.world import World

_ONE_NAME = {"thumbsup": "+1", "thumbsdown": "-1"}


def canonical(name: str) -> str:
    """The one name of an emoji that has several; colons are taken off."""
    plain = name.strip(":")
    base, tones, tone = plain.partition("::")
    return f"{_ONE_NAME.get(base, base)}{tones}{tone}"


def add(world: World, team: Team, channel: Channel, message: Json, user: str, name: str) -> bool:
    """Add somebody's reaction; False if it is there already."""
    reactions = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if found is None:
        reactions.append(found := {"name": name, "users": [], "count": 0})
    if user in found["users"]:
        return False
    found["users"].append(user)
    found["count"] += 1
    _tell(world, team, channel, message, {"type": "reaction_added", "user": user, "reaction": name})
    return True


def remove(world: World, team: Team, channel: Channel, message: Json, user: str, name: str) -> bool:
    """Take somebody's reaction back; False if there was none."""
    found = next((r for r in message.get("reactions", ()) if r["name"] == name), None)
    if found is None or user not in found["users"]:
        return False
    found["users"].remove(user)
    found["count"] -= 1
    if not found["users"]:
        message["reactions"].remove(found)
    if not message["reactions"]:
        del message["reactions"]
    _tell(world, team, channel, message, {"type": "reaction_removed", "user": user, "reaction": name})
    return True


def _tell(world: World, team: Team, channel: Channel, message: Json, event: Json) -> None:
    world.tell_channel(channel, "reactions", message=message)
    if team.installation.bot_user in channel.members:
        item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
        world.happened(team, {**event, "item": item, "item_user": message["user"]})

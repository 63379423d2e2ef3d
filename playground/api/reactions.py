"""`reactions.*`: the app's own emoji under messages."""

import copy
import re

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.world import reactions
from playground.world.nouns import Channel, Json

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
_MAX_REACTIONS = 23


def add(ask: Ask) -> Json:
    """`reactions.add`."""
    channel, message, name = _named(ask)
    kinds = {reaction["name"] for reaction in message.get("reactions", ())}
    if name not in kinds and len(kinds) >= _MAX_REACTIONS:
        raise SlackError("too_many_emoji")
    if not reactions.add(ask.world, ask.team, channel, message, ask.token.user, name):
        raise SlackError("already_reacted")
    return {}


def remove(ask: Ask) -> Json:
    """`reactions.remove`."""
    channel, message, name = _named(ask)
    if not reactions.remove(ask.world, ask.team, channel, message, ask.token.user, name):
        raise SlackError("no_reaction")
    return {}


def get(ask: Ask) -> Json:
    """`reactions.get`."""
    channel = ask.channel(member=False)
    message = ask.message(channel, "timestamp")
    shown = {key: value for key, value in message.items() if key != "metadata"}
    return {"type": "message", "channel": channel.id, "message": copy.deepcopy(shown)}


def _named(ask: Ask) -> tuple[Channel, Json, str]:
    name = reactions.canonical(ask.need("name"))
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    channel = ask.channel(member=False)
    message = ask.message(channel, "timestamp")
    if ask.token.user not in channel.members:
        raise SlackError("not_in_channel")
    return channel, message, name

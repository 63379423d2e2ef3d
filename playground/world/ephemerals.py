"""Messages that one person sees, until they close the page."""

from collections.abc import Mapping

from playground.errors import PlaygroundError
from playground.world.nouns import Channel, Json
from playground.world.world import World

SLACKBOT = "USLACKBOT"


def show(
    world: World, channel: Channel, user: str, message: Mapping[str, object], thread: str | None
) -> Json:
    """Show somebody a message that nobody else sees; returns what is shown."""
    shown = {"type": "message", **message, "ts": world.clock.stamp(), "channel": channel.id}
    shown |= {"is_ephemeral": True} | ({"thread_ts": thread} if thread else {})
    world.team_with(channel).ephemerals.setdefault(user, []).append(shown)
    world.tell_user(user, "ephemeral", message=shown)
    return shown


def say_as_slackbot(world: World, channel: Channel, user: str, text: str, thread: str | None = None) -> Json:
    """What Slack itself has to say to somebody: a command that failed, an app that isn't here."""
    return show(world, channel, user, {"user": SLACKBOT, "username": "Slackbot", "text": text}, thread)


def find(world: World, user: str, ts: str) -> Json:
    """An ephemeral message by its ts. Raises PlaygroundError once it is gone."""
    for message in world.team_of(user).ephemerals.get(user, ()):
        if message["ts"] == ts:
            return message
    raise PlaygroundError(f"{user} no longer sees the message {ts}.")


def change(world: World, user: str, ts: str, fields: Mapping[str, object]) -> None:
    """Put new content in the place of the old."""
    message = find(world, user, ts)
    message.pop("blocks", None)
    message.update(fields)
    world.tell_user(user, "ephemeral_changed", message=message)


def remove(world: World, user: str, ts: str) -> None:
    """Take the message away from before somebody's eyes."""
    message = find(world, user, ts)
    world.team_of(user).ephemerals[user].remove(message)
    world.tell_user(user, "ephemeral_deleted", channel=message["channel"], ts=ts)

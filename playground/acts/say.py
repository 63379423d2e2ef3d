"""Somebody writes, edits or deletes a message, or reacts to one."""

from playground.acts.wire import Wire, wired
from playground.errors import PlaygroundError
from playground.world import ephemerals, messages
from playground.world.nouns import Channel, Json, Team, User
from playground.world.world import World

MAX_TYPED = 40_000


def say(
    world: World, user: User, channel: Channel, text: str, thread: str | None = None, **more: object
) -> str:
    """Post what somebody typed; gives its ts."""
    team = world.team_with(channel)
    if user.id not in channel.members:
        raise PlaygroundError(f"{user.name} is not a member of {channel.name}.")
    if not text.strip() and "files" not in more:
        raise PlaygroundError("Slack sends no empty messages.")
    typed = wired(text[:MAX_TYPED], team)
    message = {"user": user.id, "text": typed.text, "client_msg_id": world.mint("client-"), **more}
    if text:
        message["blocks"] = _blocks(world, typed)
    if thread:
        root = world.message(channel.id, thread)
        message["thread_ts"] = root.get("thread_ts", thread)
    stored = messages.post(world, channel, message)
    _suggest_invitation(world, team, channel, user, stored)
    return str(stored["ts"])


def edit(world: World, user: User, channel: Channel, ts: str, text: str) -> None:
    """Change one's own message."""
    message = _own(world, user, channel, ts)
    typed = wired(text[:MAX_TYPED], world.team_with(channel))
    edited = {"user": user.id, "ts": world.clock.stamp()}
    fields = {"text": typed.text, "blocks": _blocks(world, typed), "edited": edited}
    messages.change(world, channel, message["ts"], fields)


def remove(world: World, user: User, channel: Channel, ts: str) -> None:
    """Delete one's own message; an admin may delete anybody's."""
    message = world.message(channel.id, ts) if user.is_admin else _own(world, user, channel, ts)
    messages.delete(world, channel, message["ts"])


def _own(world: World, user: User, channel: Channel, ts: str) -> Json:
    message = world.message(channel.id, ts)
    if message["user"] != user.id:
        raise PlaygroundError(f"The message {ts} is not {user.name}'s.")
    return message


def _blocks(world: World, typed: Wire) -> list[Json]:
    """The rich text Slack's composer makes of what was typed."""
    return [{"type": "rich_text", "block_id": world.mint("b"), "elements": [typed.rich_text]}]


def _suggest_invitation(world: World, team: Team, channel: Channel, user: User, message: Json) -> None:
    """Called by name where it isn't, the app hears nothing: Slackbot says so."""
    bot = team.installation.bot_user
    if bot in channel.members or f"<@{bot}>" not in message["text"]:
        return
    name = team.people[bot].name
    text = f"You mentioned <@{bot}>, but {name} is not in this channel. Invite it to let it read along."
    ephemerals.say_as_slackbot(world, channel, user.id, text, message.get("thread_ts"))

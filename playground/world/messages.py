"""Messages come, change and go: what is stored, what the page is told, what the app may hear."""

import copy
from collections.abc import Mapping

from playground.world.nouns import IM, Channel, Json, Team
from playground.world.world import World

# What of a message no event carries: bookkeeping, and what only `include_all_metadata` shows.
_NOT_IN_EVENTS = {"reply_count", "reply_users", "reply_users_count", "latest_reply", "reactions", "metadata"}
_TOMBSTONE = "This message was deleted."


def post(world: World, channel: Channel, message: Json) -> Json:
    """Put a message into a channel: it gets its `ts`, its thread is brought up to date, all are told.

    `message` has at least user and text; returns what is stored. A `thread_ts` must exist (the Web
    API checks it); a reply to a reply goes under the root.
    """
    team = world.team_with(channel)
    stored = {"type": "message", **message, "ts": world.clock.stamp(), "team": team.id}
    channel.messages[stored["ts"]] = stored
    if thread := stored.get("thread_ts"):
        _count_reply(world, channel, channel.messages[thread], stored)
        wipe_status(world, team, channel, thread, by=stored["user"])
    world.tell_channel(channel, "message", message=stored)
    _announce(world, team, channel, stored)
    return stored


def change(
    world: World, channel: Channel, ts: str, fields: Mapping[str, object], *, quiet: bool = False
) -> Json:
    """Change fields of a message (None takes a field away); `quiet` tells the page alone."""
    message = channel.messages[ts]
    before = copy.deepcopy(message)
    for name, value in fields.items():
        if value is None:
            message.pop(name, None)
        else:
            message[name] = value
    world.tell_channel(channel, "message_changed", message=message)
    if not quiet:
        shown = {"message": event_form(message), "previous_message": event_form(before)}
        _tell_app(world, channel, {"subtype": "message_changed", "hidden": True, **shown})
    return message


def delete(world: World, channel: Channel, ts: str) -> None:
    """Take a message away; a root with replies leaves a stone in its place, as in Slack."""
    message = channel.messages[ts]
    if message.get("reply_count"):
        gone = {"text": _TOMBSTONE, "subtype": "tombstone", "hidden": True, "user": "USLACKBOT"}
        leave = dict.fromkeys(("blocks", "files", "bot_id", "app_id", "metadata", "reactions", "edited"))
        change(world, channel, ts, {**gone, **leave})
        return
    del channel.messages[ts]
    thread = message.get("thread_ts")
    if thread and thread != ts and thread in channel.messages:
        _uncount_reply(world, channel, thread)
    world.tell_channel(channel, "message_deleted", ts=ts, thread_ts=thread)
    gone = {"subtype": "message_deleted", "hidden": True, "deleted_ts": ts}
    _tell_app(world, channel, {**gone, "previous_message": event_form(message)})


def wipe_status(world: World, team: Team, channel: Channel, thread: str, *, by: str) -> None:
    """A message of the app ends what it said it was doing in that thread."""
    if by == team.installation.bot_user and (channel.id, thread) in team.statuses:
        del team.statuses[channel.id, thread]
        world.tell_channel(channel, "status", thread=thread, status=None)


def event_form(message: Mapping[str, object]) -> Json:
    """A message as events carry it."""
    return copy.deepcopy({key: value for key, value in message.items() if key not in _NOT_IN_EVENTS})


def _count_reply(world: World, channel: Channel, root: Json, reply: Json) -> None:
    users = root.setdefault("reply_users", [])
    if reply["user"] not in users:
        users.append(reply["user"])
    root["thread_ts"] = root["ts"]
    root["reply_count"] = root.get("reply_count", 0) + 1
    root["reply_users_count"] = len(users)
    root["latest_reply"] = reply["ts"]
    reply["parent_user_id"] = root["user"]
    world.tell_channel(channel, "message_changed", message=root)


def _uncount_reply(world: World, channel: Channel, root_ts: str) -> None:
    root, *replies = channel.thread(root_ts)
    if replies:
        users = list(dict.fromkeys(reply["user"] for reply in replies))
        root |= {"reply_count": len(replies), "reply_users": users, "reply_users_count": len(users)}
        root["latest_reply"] = replies[-1]["ts"]
    else:
        counts = ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply")
        for name in counts:
            root.pop(name, None)
    world.tell_channel(channel, "message_changed", message=root)


def _announce(world: World, team: Team, channel: Channel, message: Json) -> None:
    """The events of a new message: to members, and by name to an app that is called."""
    event = {**event_form(message), "channel": channel.id, "event_ts": message["ts"]}
    bot = team.installation.bot_user
    if bot not in channel.members:
        return
    world.happened(team, {**event, "channel_type": channel.channel_type})
    called = f"<@{bot}>" in message["text"] and message["user"] != bot
    if called and channel.kind != IM:
        mention = {key: value for key, value in event.items() if key != "subtype"}
        world.happened(team, {**mention, "type": "app_mention"})


def _tell_app(world: World, channel: Channel, event: Json) -> None:
    team = world.team_with(channel)
    if team.installation.bot_user not in channel.members:
        return
    stamp = world.clock.stamp()
    place = {"channel": channel.id, "channel_type": channel.channel_type, "ts": stamp, "event_ts": stamp}
    world.happened(team, {"type": "message", **event, **place})

"""`conversations.*` and `users.conversations`."""

import copy

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.api.paging import in_span, page
from playground.world.demo import open_dm
from playground.world.membership import join
from playground.world.nouns import CHANNEL, IM, PRIVATE, Channel, Json

_TYPES = {"public_channel": CHANNEL, "private_channel": PRIVATE, "im": IM}


def open_conversation(ask: Ask) -> Json:
    """`conversations.open`: with one person (several would need `mpim:write`, which the app hasn't)."""
    if channel_id := ask.text("channel"):
        channel = ask.team.channels.get(channel_id)
        if channel is None or channel.kind != IM:
            raise SlackError("channel_not_found")
        return {"channel": {"id": channel.id}, "already_open": True, "no_op": True}
    users = [user for user in ask.need("users").split(",") if user]
    if len(users) > 1:
        ask.scope("mpim:write")
    if any(user not in ask.team.people or ask.team.people[user].is_bot for user in users):
        raise SlackError("user_not_found")
    known = {channel.id for channel in ask.team.channels.values()}
    channel = open_dm(ask.world, ask.team, users[0])
    about = described(ask, channel) if ask.flag("return_im") else {"id": channel.id}
    return {"channel": about, "already_open": channel.id in known, "no_op": channel.id in known}


def history(ask: Ask) -> Json:
    """`conversations.history`: root messages and broadcast replies, the newest first."""
    channel = ask.channel(member=False)
    ask.history_scope(channel)
    if ask.token.user not in channel.members:
        raise SlackError("not_in_channel")
    roots = [m for m in channel.messages.values() if _is_in_history(m)]
    found, more = page(ask, in_span(ask, roots[::-1]))
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": [_shown(ask, m) for m in found], "has_more": has_more, "pin_count": 0, **more}


def replies(ask: Ask) -> Json:
    """`conversations.replies`: the root, then the replies, oldest first."""
    channel = ask.channel(member=False)
    ask.history_scope(channel)
    if ask.token.user not in channel.members:
        raise SlackError("not_in_channel")
    said = ask.need("ts")
    if said not in channel.messages:
        raise SlackError("thread_not_found")
    root, *rest = channel.thread(str(channel.messages[said].get("thread_ts", said)))
    found, more = page(ask, [root, *in_span(ask, rest)], default=1000)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": [_shown(ask, m) for m in found], "has_more": has_more, **more}


def info(ask: Ask) -> Json:
    """`conversations.info`."""
    channel = ask.channel(member=False)
    ask.scope(*_read_scope(channel))
    about = described(ask, channel)
    if ask.flag("include_num_members"):
        about["num_members"] = len(channel.members)
    return {"channel": about}


def list_all(ask: Ask) -> Json:
    """`conversations.list`: what the bot may know of, by types."""
    found, more = page(ask, [c for c in _of_types(ask) if c.sees(ask.token.user)])
    return {"channels": [described(ask, channel) for channel in found], **more}


def of_user(ask: Ask) -> Json:
    """`users.conversations`: where somebody is a member, the bot itself if nobody is named."""
    user = ask.person().id if ask.has("user") else ask.token.user
    mine = [c for c in _of_types(ask) if user in c.members and c.sees(ask.token.user)]
    found, more = page(ask, mine)
    return {"channels": [described(ask, channel) for channel in found], **more}


def members(ask: Ask) -> Json:
    """`conversations.members`."""
    channel = ask.channel(member=False)
    ask.scope(*_read_scope(channel))
    found, more = page(ask, sorted(channel.members))
    return {"members": found, **more}


def join_channel(ask: Ask) -> Json:
    """`conversations.join`: a public channel only."""
    channel = ask.channel(member=False)
    if channel.kind != CHANNEL:
        raise SlackError("method_not_supported_for_channel_type")
    already = not join(ask.world, ask.team, channel, ask.token.user)
    warned = {"warning": "already_in_channel"} if already else {}
    return {"channel": described(ask, channel), **warned}


def described(ask: Ask, channel: Channel) -> Json:
    """A conversation as the API tells of it."""
    about: Json = {"id": channel.id, "created": channel.created, "context_team_id": channel.team}
    if channel.kind == IM:
        other = next(member for member in channel.members if member != ask.team.installation.bot_user)
        return {**about, "is_im": True, "is_archived": False, "user": other, "is_open": True}
    flags = {"is_channel": True, "is_group": False, "is_im": False, "is_mpim": False, "is_archived": False}
    topic = {"value": channel.topic, "creator": "", "last_set": 0}
    return {
        **about,
        "name": channel.name,
        "name_normalized": channel.name,
        **flags,
        "is_private": channel.kind == PRIVATE,
        "is_member": ask.token.user in channel.members,
        "is_general": channel.name == "general",
        "topic": topic,
        "purpose": dict(topic),
        "num_members": len(channel.members),
    }


def _of_types(ask: Ask) -> list[Channel]:
    """The channels of the kinds asked for, each kind needing its scope."""
    names = [name.strip() for name in ask.text("types", "public_channel").split(",") if name.strip()]
    if unknown := [name for name in names if name not in {*_TYPES, "mpim"}]:
        raise SlackError("invalid_types", types=unknown)
    kinds = {_TYPES[name] for name in names if name in _TYPES}
    found = [channel for channel in ask.team.channels.values() if channel.kind in kinds]
    for kind in sorted(kinds):
        ask.scope(*_read_scope(kind))
    return found


def _read_scope(channel: Channel | str) -> tuple[str, ...]:
    kind = channel if isinstance(channel, str) else channel.kind
    return ({CHANNEL: "channels:read", PRIVATE: "groups:read", IM: "im:read"}[kind],)


def _is_in_history(message: Json) -> bool:
    is_root = message.get("thread_ts", message["ts"]) == message["ts"]
    return is_root or message.get("subtype") == "thread_broadcast"


def _shown(ask: Ask, message: Json) -> Json:
    """A message as the API gives it: its metadata only if it was asked for."""
    hidden = set() if ask.flag("include_all_metadata") else {"metadata"}
    return copy.deepcopy({key: value for key, value in message.items() if key not in hidden})

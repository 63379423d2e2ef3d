"""`chat.*`: messages of the app."""

import copy

from playground.api.ask import Ask
from playground.api.content import content, metadata, new_content, warning
from playground.api.errors import SlackError
from playground.world import ephemerals, messages
from playground.world.nouns import Channel, Json


def post_message(ask: Ask) -> Json:
    """`chat.postMessage`.

    A reply to a message that is gone becomes a message of its own, without `thread_ts`: Slack says nothing.
    """
    channel = ask.channel(member=not ask.token.scopes & {"chat:write.public"}, dm=True)
    ask.keep_pace(channel)
    message = {**author(ask), **content(ask)}
    if thread := ask.root(channel):
        message["thread_ts"] = thread
        if ask.flag("reply_broadcast"):
            message["subtype"] = "thread_broadcast"
    if about := metadata(ask):
        message["metadata"] = about
    stored = messages.post(ask.world, channel, message)
    return {"channel": channel.id, "ts": stored["ts"], "message": copy.deepcopy(stored), **warning(ask)}


def post_ephemeral(ask: Ask) -> Json:
    """`chat.postEphemeral`."""
    channel = ask.channel()
    user = ask.person()
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    message = {**author(ask), **content(ask)}
    shown = ephemerals.show(ask.world, channel, user.id, message, thread=ask.root(channel))
    return {"message_ts": shown["ts"]}


def update(ask: Ask) -> Json:
    """`chat.update`; only a change of text shows as edited."""
    channel = ask.channel()
    message = _own(ask, channel, "cant_update_message")
    fields = new_content(ask)
    if ask.has("metadata"):
        fields["metadata"] = metadata(ask) or None
    if not fields["blocks"]:
        fields["edited"] = {"user": ask.token.user, "ts": ask.world.clock.stamp()}
    changed = messages.change(ask.world, channel, message["ts"], fields)
    return {
        "channel": channel.id,
        "ts": changed["ts"],
        "text": changed["text"],
        "message": copy.deepcopy(changed),
    }


def delete(ask: Ask) -> Json:
    """`chat.delete`."""
    channel = ask.channel()
    message = _own(ask, channel, "cant_delete_message")
    messages.delete(ask.world, channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def get_permalink(ask: Ask) -> Json:
    """`chat.getPermalink`."""
    channel = ask.channel(member=False)
    message = ask.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink(ask.world.url, channel, message)}


def permalink(url: str, channel: Channel, message: Json) -> str:
    """The address of a message, in Slack's form."""
    link = f"{url}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    thread = message.get("thread_ts")
    return f"{link}?thread_ts={thread}&cid={channel.id}" if thread and thread != message["ts"] else link


def author(ask: Ask) -> Json:
    """What of a message tells that the app wrote it."""
    installed = ask.team.installation
    name = ask.team.people[installed.bot_user].name
    profile = {"id": installed.bot_id, "app_id": installed.app_id, "name": name, "team_id": ask.team.id}
    return {
        "user": installed.bot_user,
        "bot_id": installed.bot_id,
        "app_id": installed.app_id,
        "bot_profile": {**profile, "deleted": False, "icons": {}},
    }


def _own(ask: Ask, channel: Channel, refusal: str) -> Json:
    message = ask.message(channel)
    if message.get("bot_id") != ask.team.installation.bot_id:
        raise SlackError(refusal)
    return message

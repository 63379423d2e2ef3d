"""Every method of the Web API, the scopes it asks for and the tokens it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.api import (
    agents,
    auth,
    chat,
    conversations,
    files,
    functions,
    oauth,
    reactions,
    streams,
    users,
    views,
)
from playground.api.ask import Ask
from playground.world.nouns import Json
from playground.world.world import World

BOT = frozenset({"bot", "step"})
APP = frozenset({"app"})


@dataclass(frozen=True)
class Method:
    """One method: `scopes` are alternatives (some ask for more once they know the channel)."""

    run: Callable[[Ask], Json]
    scopes: tuple[str, ...] = ()
    tokens: frozenset[str] = BOT


_WRITE = ("chat:write",)
_ASSISTANT = ("assistant:write", "chat:write")

METHODS: Mapping[str, Method] = {
    "api.test": Method(auth.api_test),
    "auth.test": Method(auth.test),
    "auth.revoke": Method(auth.revoke),
    "apps.uninstall": Method(auth.uninstall),
    "apps.connections.open": Method(auth.connections_open, ("connections:write",), APP),
    "bots.info": Method(users.bot_info, ("users:read",)),
    "team.info": Method(users.team_info, ("team:read",)),
    "users.info": Method(users.info, ("users:read",)),
    "users.list": Method(users.list_all, ("users:read",)),
    "users.conversations": Method(conversations.of_user),
    "conversations.open": Method(conversations.open_conversation, ("im:write", "mpim:write")),
    "conversations.history": Method(conversations.history),
    "conversations.replies": Method(conversations.replies),
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.list_all),
    "conversations.members": Method(conversations.members),
    "conversations.join": Method(conversations.join_channel, ("channels:join",)),
    "chat.postMessage": Method(chat.post_message, _WRITE),
    "chat.postEphemeral": Method(chat.post_ephemeral, _WRITE),
    "chat.update": Method(chat.update, _WRITE),
    "chat.delete": Method(chat.delete, _WRITE),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.startStream": Method(streams.start, _WRITE),
    "chat.appendStream": Method(streams.append, _WRITE),
    "chat.stopStream": Method(streams.stop, _WRITE),
    "assistant.threads.setStatus": Method(agents.set_thread_status, _ASSISTANT),
    "assistant.threads.setTitle": Method(agents.set_thread_title, ("assistant:write",)),
    "assistant.threads.setSuggestedPrompts": Method(agents.set_suggested_prompts, ("assistant:write",)),
    "agents.sessions.setStatus": Method(agents.set_session_status, _WRITE),
    "agents.sessions.rename": Method(agents.rename_session, _WRITE),
    "reactions.add": Method(reactions.add, ("reactions:write",)),
    "reactions.remove": Method(reactions.remove, ("reactions:write",)),
    "reactions.get": Method(reactions.get, ("reactions:read",)),
    "views.open": Method(views.open_view),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.info": Method(files.info, ("files:read",)),
    "functions.completeSuccess": Method(functions.complete_success),
    "functions.completeError": Method(functions.complete_error),
}

# These identify the app by its secret instead of a token.
OF_THE_APP: Mapping[str, Callable[[World, Json, str], Json]] = {"oauth.v2.access": oauth.access}

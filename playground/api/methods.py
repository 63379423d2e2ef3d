"""Every method of the Web API, the scopes it asks for and the tokens it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.api import auth, chat, views
from playground.api.ask import Ask
from playground.world.nouns import Json

BOT = frozenset({"bot", "step"})
APP = frozenset({"app"})


@dataclass(frozen=True)
class Method:
    """One method: `scopes` are alternatives (some ask for more once they know the channel)."""

    run: Callable[[Ask], Json]
    scopes: tuple[str, ...] = ()
    tokens: frozenset[str] = BOT


METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth.test),
    "apps.connections.open": Method(auth.connections_open, ("connections:write",), APP),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink),
    "views.open": Method(views.open_view),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
}

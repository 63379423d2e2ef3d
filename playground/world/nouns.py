"""The things a workspace is made of. All of it lives in memory; messages and views are Slack's own JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

CHANNEL, PRIVATE, IM = "channel", "private", "im"


@dataclass
class User:
    """A person or bot of a workspace; `colour` is six hex digits without "#"."""

    id: str
    name: str
    real_name: str
    team: str
    is_admin: bool = False
    is_bot: bool = False
    colour: str = "4a154b"


@dataclass
class Channel:
    """A conversation: `kind` is "channel" (public), "private" or "im". Messages by ts, oldest first."""

    id: str
    name: str
    kind: str
    team: str
    members: set[str]
    created: int = 0
    topic: str = ""
    messages: dict[str, Json] = field(default_factory=dict)

    @property
    def channel_type(self) -> str:
        """How events call its kind: "channel", "group" or "im"."""
        return "group" if self.kind == PRIVATE else self.kind

    def sees(self, user: str) -> bool:
        """Whether somebody may look into it."""
        return self.kind == CHANNEL or user in self.members

    def thread(self, root: str) -> list[Json]:
        """The root message and its replies, oldest first."""
        return [m for ts, m in self.messages.items() if ts == root or m.get("thread_ts") == root]


@dataclass
class Token:
    """A token: `kind` is "bot", "app", "user" or "step"; `state` "active", "revoked" or "uninstalled"."""

    value: str
    kind: str
    team: str
    user: str
    scopes: frozenset[str]
    state: str = "active"


@dataclass
class Installation:
    """The app in one workspace; `token` is None while it is not installed."""

    app_id: str
    bot_user: str
    bot_id: str
    token: str | None = None


@dataclass
class File:
    """A file: its description in Slack's JSON, and its bytes once they have arrived."""

    about: Json
    content: bytes | None = None
    length: int = 0
    shared: bool = False


@dataclass
class Status:
    """What the app says it is doing in a thread, and when that is wiped away by itself."""

    text: str
    loading_messages: list[str]
    session: str
    until: float


@dataclass
class View:
    """A modal or Home tab of one person; `body` is Slack's JSON, its state included."""

    body: Json
    user: str

    @property
    def id(self) -> str:
        """The view's id."""
        return str(self.body["id"])


@dataclass
class Run:
    """One run of a workflow step, ended once `outputs` or `error` is set."""

    id: str
    callback_id: str
    team: str
    user: str
    inputs: Mapping[str, Any]
    token: str
    outputs: Json | None = None
    error: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the app has completed it, one way or the other."""
        return self.outputs is not None or self.error is not None


@dataclass
class Team:
    """A workspace with everything in it."""

    id: str
    name: str
    domain: str
    installation: Installation
    people: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    ephemerals: dict[str, list[Json]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    # What somebody chose in the selects of a message, by (person, ts).
    entries: dict[tuple[str, str], Json] = field(default_factory=dict)
    prompts: dict[str, Json] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Status] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)

    @property
    def bot_token(self) -> str:
        """The app's token here; "" while it is not installed."""
        return self.installation.token or ""

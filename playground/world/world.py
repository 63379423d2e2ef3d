"""The state of the local Slack: workspaces, tokens and who is told what. Knows nothing of any network."""

import copy
from collections.abc import Callable
from itertools import count

from playground.clock import Clock
from playground.errors import PlaygroundError
from playground.manifest import Manifest
from playground.world.feed import Feed, Watch
from playground.world.nouns import Channel, Json, Team, Token, User
from playground.world.passes import Passes
from playground.world.snapshot import snapshot

Happening = Callable[[Team, Json], None]


class World:
    """All workspaces. `url` is the address of the server once it listens ("http://127.0.0.1:3900")."""

    def __init__(self, manifest: Manifest, clock: Clock) -> None:
        self.manifest = manifest
        self.clock = clock
        self.url = ""
        self.teams: dict[str, Team] = {}
        self.tokens: dict[str, Token] = {}
        # Whether a channel takes one message a second from the app, and when it took the last one.
        self.paces_posts = False
        self.posted: dict[str, float] = {}
        # The messages that still grow, by ts: until when, and how their tasks are shown.
        self.streams: dict[str, Json] = {}
        self.passes = Passes(clock)
        self.feed = Feed()
        self.on_event: list[Happening] = []
        # From the hour on: an app that keeps its records must not take a new run's ids for those of the last.
        self._numbers = count(int(clock.now() * 10))

    def mint(self, prefix: str) -> str:
        """A new id with Slack's letter in front: "Ev17957668918"."""
        return f"{prefix}{next(self._numbers)}"

    def team_of(self, user: str) -> Team:
        """The workspace somebody belongs to. Raises PlaygroundError."""
        for team in self.teams.values():
            if user in team.people:
                return team
        known = ", ".join(sorted(user for team in self.teams.values() for user in team.people))
        raise PlaygroundError(f"There is nobody called {user}; there are {known}.")

    def user(self, user: str) -> User:
        """A person or bot by id. Raises PlaygroundError."""
        return self.team_of(user).people[user]

    def channel(self, channel: str) -> Channel:
        """A conversation by id, whichever workspace it is in. Raises PlaygroundError."""
        for team in self.teams.values():
            if channel in team.channels:
                return team.channels[channel]
        known = ", ".join(sorted(c for team in self.teams.values() for c in team.channels))
        raise PlaygroundError(f"There is no channel {channel}; there are {known}.")

    def message(self, channel: str, ts: str) -> Json:
        """A message as it is stored. Raises PlaygroundError."""
        messages = self.channel(channel).messages
        if ts not in messages:
            raise PlaygroundError(f"There is no message {ts} in {channel}.")
        return messages[ts]

    def team_with(self, channel: Channel) -> Team:
        """The workspace a conversation is in."""
        return self.teams[channel.team]

    def tell_channel(self, channel: Channel, kind: str, **payload: object) -> None:
        """Tell everybody who may look into a channel that something in it changed."""
        if not self.feed.is_watched:
            return
        team = self.teams[channel.team]
        change = {"type": kind, "channel": channel.id, **copy.deepcopy(payload)}
        self.feed.tell(change, lambda user: user in team.people and channel.sees(user))

    def tell_user(self, user: str, kind: str, **payload: object) -> None:
        """Tell one person that something of theirs changed."""
        if not self.feed.is_watched:
            return
        self.feed.tell({"type": kind, **copy.deepcopy(payload)}, lambda watcher: watcher == user)

    def happened(self, team: Team, event: Json) -> None:
        """Say that something happened which the app may want to hear (an Events API event)."""
        event.setdefault("event_ts", self.clock.stamp())
        for hear in self.on_event:
            hear(team, event)

    def snapshot(self, user: str) -> Json:
        """Everything somebody can see, as the browser page takes it."""
        return snapshot(self, user)

    def changes(self, user: str) -> Watch:
        """The changes from now on that somebody can see, in the page's words; close it when done."""
        self.team_of(user)
        return self.feed.watch(user)

"""One call of the Web API: who asks, with which arguments, and what they may."""

import json
from typing import Any

from playground.api.errors import SlackError, invalid_arguments
from playground.world.demo import open_dm
from playground.world.nouns import CHANNEL, IM, PRIVATE, Channel, Json, Team, Token, User
from playground.world.world import World

_TRUE = {"true", "1", "True"}


class Ask:
    """A call with its arguments, which may be JSON values or the strings of a form."""

    def __init__(self, world: World, token: Token, args: Json) -> None:
        self.world = world
        self.token = token
        self.args = args

    @property
    def team(self) -> Team:
        """The workspace of the token."""
        return self.world.teams[self.token.team]

    def has(self, name: str) -> bool:
        """Whether an argument was given at all."""
        return self.args.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string argument; numbers are taken as they are written."""
        value = self.args.get(name)
        if value is None:
            return default
        if isinstance(value, dict | list | bool):
            raise invalid_arguments(f"must be a string [json-pointer:/{name}]")
        return str(value)

    def need(self, name: str) -> str:
        """A string argument that must not be missing or empty."""
        if not (value := self.text(name)):
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no."""
        value = self.args.get(name)
        return default if value is None else value is True or str(value) in _TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise invalid_arguments(f"must be an integer [json-pointer:/{name}]") from None

    def value(self, name: str, otherwise: SlackError | None = None) -> Any:  # noqa: ANN401 - any JSON
        """A list or object; None if it was not given. In a form it is written as JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise otherwise or invalid_arguments(f"must be valid JSON [json-pointer:/{name}]") from None

    def scope(self, *any_of: str) -> None:
        """Refuse unless the token has one of these scopes (none named: no scope is needed)."""
        if any_of and not self.token.scopes.intersection(any_of):
            provided = ",".join(sorted(self.token.scopes))
            raise SlackError("missing_scope", needed=any_of[0], provided=provided)

    def channel(self, name: str = "channel", *, member: bool = True, dm: bool = False) -> Channel:
        """A conversation by id or "#name" that the token may see.

        `member` refuses channels the bot is not in; `dm` lets a person's id stand for their messages.
        """
        said = self.need(name)
        found = self._conversation(said, dm=dm)
        if found is None or not found.sees(self.token.user):
            raise SlackError("channel_not_found")
        if member and self.token.user not in found.members:
            raise SlackError("not_in_channel")
        return found

    def message(self, channel: Channel, name: str = "ts") -> Json:
        """A message of a channel by its `ts`."""
        message = channel.messages.get(self.need(name))
        if message is None or message.get("subtype") == "tombstone":
            raise SlackError("message_not_found")
        return message

    def root(self, channel: Channel, *, missing: str | None = None) -> str | None:
        """The root of the thread `thread_ts` points into, None if it was not given.

        `missing` is the error for a thread that isn't there; without it that is None as well.
        """
        said = self.text("thread_ts")
        if said in channel.messages:
            return str(channel.messages[said].get("thread_ts", said))
        if said and missing:
            raise SlackError(missing)
        return None

    def keep_pace(self, channel: Channel) -> None:
        """Refuse a second message within a second, if the workspace is that strict."""
        now = self.world.clock.now()
        if self.world.paces_posts and now - self.world.posted.get(channel.id, 0.0) < 1.0:
            raise SlackError("ratelimited", status=429, retry_after=1)
        self.world.posted[channel.id] = now

    def person(self, name: str = "user") -> User:
        """A member of the workspace by id."""
        found = self.team.people.get(self.need(name))
        if found is None:
            raise SlackError("user_not_found")
        return found

    def history_scope(self, channel: Channel) -> None:
        """Refuse unless messages of this kind of conversation may be read."""
        families = {CHANNEL: "channels", PRIVATE: "groups", IM: "im"}
        self.scope(f"{families[channel.kind]}:history")

    def _conversation(self, said: str, *, dm: bool) -> Channel | None:
        team = self.team
        if dm and said in team.people:
            if said == team.installation.bot_user or team.people[said].is_bot:
                raise SlackError("channel_not_found")
            return open_dm(self.world, team, said)
        by_name = (c for c in team.channels.values() if c.kind != IM and c.name == said.removeprefix("#"))
        return team.channels.get(said) or next(by_name, None)

"""A person of the workspace, by what they can do in Slack."""

from collections.abc import Mapping
from typing import Any

from playground.acts import clicks, entries, modals, say
from playground.acts.answers import TROUBLE, show_reply, turn_page
from playground.delivery.courier import Courier
from playground.delivery.transport import COMMANDS, INTERACTIVE, UndeliveredError
from playground.errors import NoAnswerError, PlaygroundError
from playground.world import ephemerals, files, leaving, membership, reactions, sessions, views
from playground.world.demo import open_dm
from playground.world.nouns import Channel, Json, Run, Team, User
from playground.world.world import World


class Person:
    """One person. Methods return once Slack's page would: interactions wait for the acknowledgement.

    Each raises PlaygroundError for what the page would not let one do, NoAnswerError when the app did
    not answer in three seconds or said no.
    """

    def __init__(self, world: World, courier: Courier, team: Team, user: User) -> None:
        self.id = user.id
        self.user = user
        self.team = team
        self._world = world
        self._courier = courier

    async def opens_dm(self) -> str:
        """Open the app's Messages tab; gives the id of the conversation."""
        channel = open_dm(self._world, self.team, self.id)
        self._world.happened(
            self.team,
            {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": "messages"},
        )
        return channel.id

    async def opens_home(self) -> None:
        """Open the app's Home tab."""
        channel = open_dm(self._world, self.team, self.id)
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": "home"}
        if shown := self.team.homes.get(self.id):
            event["view"] = dict(self.team.views[shown].body)
        self._world.happened(self.team, event)

    async def says(self, channel: str, text: str, thread: str | None = None) -> str:
        """Write a message, in a thread if one is named; gives its ts."""
        return say.say(self._world, self.user, self._world.channel(channel), text, thread)

    async def edits(self, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        say.edit(self._world, self.user, self._world.channel(channel), ts, text)

    async def deletes(self, channel: str, ts: str) -> None:
        """Delete a message."""
        say.remove(self._world, self.user, self._world.channel(channel), ts)

    async def uploads(
        self, channel: str, name: str, content: bytes, text: str = "", thread: str | None = None
    ) -> str:
        """Drop a file into a conversation; gives the ts of the message that carries it."""
        place = self._world.channel(channel)
        file = files.new_file(self._world, self.team, self.id, name, len(content))
        file.content = content
        about = files.share(self._world, self.team, file, place)
        more = {"files": [about], "upload": False, "subtype": "file_share"}
        return say.say(self._world, self.user, place, text, thread, **more)

    async def commands(self, command: str, text: str = "", *, channel: str) -> Json | None:
        """Use a slash command; gives what the acknowledgement carried (it is also shown)."""
        place = self._world.channel(channel)
        called = self._world.manifest.command(command)
        if called is None:
            raise PlaygroundError(f"{command} is not a valid command.")
        payload = entries.command(self._world, self.team, self.user, place, called, text)
        failed = f"{command} failed because the app did not respond."
        try:
            carried = await self._interact(COMMANDS, payload, failed)
            show_reply(self._world, self.team, payload, carried)
        except NoAnswerError as error:
            ephemerals.say_as_slackbot(self._world, place, self.id, str(error))
            raise
        return carried

    async def uses_shortcut(self, callback_id: str) -> None:
        """Use a global shortcut."""
        payload = entries.shortcut(self._world, self.team, self.user, callback_id)
        await self._interact(INTERACTIVE, payload, f"{callback_id} failed because the app did not respond.")

    async def uses_message_shortcut(self, callback_id: str, channel: str, ts: str) -> None:
        """Use a shortcut on a message."""
        place, message = self._world.channel(channel), self._world.message(channel, ts)
        payload = entries.message_shortcut(self._world, self.team, self.user, callback_id, place, message)
        await self._interact(INTERACTIVE, payload, f"{callback_id} failed because the app did not respond.")

    async def clicks(self, shown: Json, action_id: str, value: Any = None) -> None:  # noqa: ANN401 - any value
        """Use an element of a message or view; `value` tells elements of the same action_id apart."""
        act = {"action_id": action_id, "value": value}
        name = self.team.people[self.team.installation.bot_user].name
        await self._interact(INTERACTIVE, self._use(shown, act), f"{name} did not respond. Try again?")

    async def selects(self, shown: Json, action_id: str, value: Any) -> None:  # noqa: ANN401 - shaped by the element
        """Choose in a select, date picker, checkboxes … of a message or view."""
        await self.clicks(shown, action_id, value)

    async def submits(self, view: Json, values: Mapping[str, Any], button: str | None = None) -> Json | None:
        """Fill in a modal by block_id and submit it, or press the button with the action_id `button`.

        Gives the app's answer, or `{"response_action": "errors", …}` where Slack's own page would not
        let the modal go.
        """
        stored = modals.opened(self.team, view)
        modals.fill(stored, values)
        if button:
            await self.clicks(stored.body, button)
            return None
        if complaints := modals.complaints(stored):
            return {"response_action": "errors", "errors": complaints}
        payload = modals.submission(self._world, self.team, self.user, stored)
        carried = await self._interact(INTERACTIVE, payload, TROUBLE)
        turn_page(self._world, self.team, stored, carried)
        return carried

    async def closes(self, view: Json, *, everything: bool = False) -> None:
        """Close the modal on top, or all of them (the cross instead of the button)."""
        modals.opened(self.team, view)
        for closed in views.close(self._world, self.team, self.id, everything=everything):
            if closed.body["notify_on_close"]:
                payload = modals.closing(self.team, self.user, closed, is_cleared=everything)
                await self._interact(INTERACTIVE, payload, TROUBLE)

    async def stops(self, channel: str, thread: str) -> None:
        """Press the Stop button the app's status shows in a thread."""
        sessions.stop_session(self._world, self.team, self._world.channel(channel), thread, self.id)

    async def invites(self, channel: str) -> bool:
        """Invite the app into a channel; False if it is there already."""
        bot = self.team.installation.bot_user
        return membership.join(self._world, self.team, self._world.channel(channel), bot, self.id)

    async def removes_app(self, channel: str) -> bool:
        """Take the app out of a channel; False if it isn't in it."""
        bot = self.team.installation.bot_user
        return membership.leave(self._world, self.team, self._world.channel(channel), bot)

    async def uninstalls(self) -> None:
        """Uninstall the app from the workspace, as an admin."""
        if not self.user.is_admin:
            raise PlaygroundError(f"{self.user.name} is no admin and can't uninstall apps.")
        leaving.uninstall(self._world, self.team)

    async def reacts(self, channel: str, ts: str, name: str) -> None:
        """Put an emoji under a message."""
        message = self._world.message(channel, ts)
        place = self._world.channel(channel)
        reactions.add(self._world, self.team, place, message, self.id, reactions.canonical(name))

    async def unreacts(self, channel: str, ts: str, name: str) -> None:
        """Take one's emoji back."""
        message = self._world.message(channel, ts)
        place = self._world.channel(channel)
        reactions.remove(self._world, self.team, place, message, self.id, reactions.canonical(name))

    async def runs_step(self, callback_id: str, inputs: Mapping[str, Any]) -> Run:
        """Run a workflow with one step; its outputs or error stand in what is returned, once it ended."""
        return entries.run_step(self._world, self.team, self.user, callback_id, dict(inputs))

    def _use(self, shown: Json, act: Json) -> Json:
        if "root_view_id" in shown:
            view = modals.opened(self.team, shown).body
            return clicks.on_view(self._world, self.team, self.user, view, act)
        ts = shown["ts"]
        if shown.get("is_ephemeral"):
            message = ephemerals.find(self._world, self.id, ts)
            channel = self._world.channel(message["channel"])
        else:
            channel, message = self._holding(ts)
        return clicks.on_message(self._world, self.team, self.user, channel, message, act)

    def _holding(self, ts: str) -> tuple[Channel, Json]:
        for channel in self.team.channels.values():
            if ts in channel.messages:
                return channel, channel.messages[ts]
        raise PlaygroundError(f"The message {ts} is gone.")

    async def _interact(self, kind: str, payload: Json, failed: str) -> Json | None:
        try:
            return await self._courier.interact(kind, payload)
        except UndeliveredError as error:
            raise NoAnswerError(failed) from error

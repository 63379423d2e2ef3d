"""People who keep asking the bot for things, and remember what they asked."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from evals.slack_lab import App
from playground import NoAnswerError, Playground
from playground.acts.person import Person

_PEOPLE, _ROOM = ("U_ANA", "U_BEN", "U_CHI"), "C_MARKETING"
_PAUSE, _LIVELY = (0.2, 1.0), 0.3  # seconds between two requests; a share of them while the bot is up
_TWICE, _AGAIN = 0.2, 0.1  # how often an event is delivered twice at once, or once more later
_LATER = (0.5, 6.0)  # seconds
_LATEST = 50  # answers of which one may be pressed
_KINDS, _WEIGHTS = ("message", "mention", "command", "press"), (4, 2, 2, 3)
Json = dict[str, Any]


@dataclass
class Asked:
    """What was asked: messages and pressed answers by place and time, commands by number.

    Of commands and presses those that Slack passed on: of the others it told people that they failed.
    """

    messages: list[tuple[str, str]] = field(default_factory=list)
    presses: list[tuple[str, str]] = field(default_factory=list)
    commands: int = 0
    failed: int = 0


class Crowd:
    """Three people who stand for many. While the bot is down they only write: that, Slack brings again."""

    def __init__(self, slack: Playground, bot: App, texts: Iterator[str], chance: Random) -> None:
        self.asked = Asked()
        self._slack, self._bot, self._texts, self._chance = slack, bot, texts, chance
        self._people = [slack.person(name) for name in _PEOPLE]
        self._pending: set[asyncio.Task[None]] = set()
        self._pressed: set[str] = set()

    async def ask(self, stop: asyncio.Event) -> None:
        """Ask for one thing after the other until told to stop, and wait for the last ones to be received."""
        rooms = {person.id: await person.opens_dm() for person in self._people}
        while not stop.is_set():
            person = self._chance.choice(self._people)
            await self._once(person, rooms[person.id])
            await asyncio.sleep(self._chance.uniform(*_PAUSE) * (_LIVELY if self._bot.is_up else 1))
        while self._pending:
            await asyncio.wait(self._pending)

    async def _once(self, person: Person, dm: str) -> None:
        kind = self._chance.choices(_KINDS, _WEIGHTS)[0]
        if kind == "command" and self._bot.is_up:
            self._meanwhile(self._command(person))
        elif kind == "press" and self._bot.is_up and (found := self._open_answer()):
            self._meanwhile(self._press(person, *found))
        else:
            await self._write(person, _ROOM if kind == "mention" else dm)

    async def _write(self, person: Person, room: str) -> None:
        if self._chance.random() < _TWICE:
            self._slack.faults.duplicate()
        call = "@CRMAgent " if room == _ROOM else ""
        ts = await person.says(room, call + next(self._texts))
        self.asked.messages.append((room, ts))
        if self._chance.random() < _AGAIN:
            self._meanwhile(self._deliver_again(ts, self._chance.uniform(*_LATER)))

    async def _deliver_again(self, ts: str, later: float) -> None:
        await asyncio.sleep(later)
        for event_id, body in tuple(self._slack.courier.sent.items()):
            if body["event"].get("ts") == ts:
                await self._slack.deliver_again(event_id)

    async def _command(self, person: Person) -> None:
        try:
            await person.commands("/rewrite", next(self._texts), channel="C_GENERAL")
            self.asked.commands += 1
        except NoAnswerError:
            self.asked.failed += 1

    async def _press(self, person: Person, room: str, answer: Json) -> None:
        self._pressed.add(answer["ts"])
        try:
            await person.clicks(answer, "use")
            self.asked.presses.append((room, answer["ts"]))
        except NoAnswerError:
            self.asked.failed += 1

    def _open_answer(self) -> tuple[str, Json] | None:
        """An answer that nobody has settled or pressed yet, one of the latest."""
        posted = [call.answer for call in self._slack.calls("chat.postMessage") if call.answer.get("ok")]
        for answer in self._chance.sample(posted[-_LATEST:], min(_LATEST, len(posted))):
            message = self._slack.world.message(answer["channel"], answer["ts"])
            if message["ts"] not in self._pressed and is_open(message):
                return answer["channel"], message
        return None

    def _meanwhile(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)


def is_open(message: Json) -> bool:
    """Whether an answer can still be taken."""
    return any(e.get("action_id") == "use" for b in message["blocks"] for e in b.get("elements", ()))

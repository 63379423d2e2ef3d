"""Kill the bot again and again while people talk to it: is every request answered exactly once?

    python -m evals.kill [--kills 50] [--seed 7] [--http] [--json]

The local Slack sends direct messages, mentions, slash commands and presses of “Use This”, every fifth event
twice. The bot (with the demo history and the built-in engine) is killed with SIGKILL at random moments and
started again; Slack's retries are shortened to the length of a restart. At the end every message must have
one answer, every command and press that was acknowledged must have been carried out, and no answer may
stand there twice. Exit code 1 otherwise.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from evals.files import read_drafts
from evals.load import text_of
from evals.slack_lab import App, Lab, open_lab
from playground import NoAnswerError, Playground
from playground.acts.person import Person

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
_PEOPLE, _ROOM = ("U_ANA", "U_BEN", "U_CHI"), "C_MARKETING"
# Slack itself tries again at once, after a minute and after five; a restart takes seconds here.
_RETRIES = (0.0, 2.0, 5.0, 10.0, 20.0, 40.0)
_PAUSE = (0.1, 0.5)  # seconds between two requests
_LIFE = (0.3, 4.0)  # seconds the bot is left alone
_PATIENCE = 120.0  # seconds for what is still open at the end
Json = dict[str, Any]


@dataclass
class Tally:
    """What was asked: messages by place and time, commands and presses by how they were received."""

    messages: list[tuple[str, str]] = field(default_factory=list)
    commands: int = 0
    presses: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0


@dataclass(frozen=True)
class Verdict:
    """What came of it. `refused` are commands and presses of which Slack said that they had failed."""

    kills: int
    messages: int
    commands: int
    presses: int
    refused: int
    never: int
    twice: int
    not_settled: int

    @property
    def fine(self) -> bool:
        """Whether everything was answered exactly once."""
        return not (self.never or self.twice or self.not_settled)


class Crowd:
    """People who keep asking until they are told to stop."""

    def __init__(self, slack: Playground, texts: Iterator[str], chance: Random) -> None:
        self.tally = Tally()
        self._slack, self._texts, self._chance = slack, texts, chance
        self._people = [slack.person(name) for name in _PEOPLE]
        self._pending: set[asyncio.Task[None]] = set()

    async def ask(self, stop: asyncio.Event) -> None:
        """Ask and ask."""
        rooms = {person.id: await person.opens_dm() for person in self._people}
        while not stop.is_set():
            person = self._chance.choice(self._people)
            if self._chance.random() < 0.2:  # noqa: PLR2004 - every fifth
                self._slack.faults.duplicate()
            await self._once(person, rooms[person.id])
            await asyncio.sleep(self._chance.uniform(*_PAUSE))
        if self._pending:
            await asyncio.wait(self._pending)

    async def _once(self, person: Person, dm: str) -> None:
        kind = self._chance.choices(("message", "mention", "command", "press"), (5, 2, 2, 2))[0]
        if kind == "message":
            self.tally.messages.append((dm, await person.says(dm, next(self._texts))))
        elif kind == "mention":
            ts = await person.says(_ROOM, f"@CRMAgent {next(self._texts)}")
            self.tally.messages.append((_ROOM, ts))
        elif kind == "command":
            self._meanwhile(self._command(person))
        elif (answer := self._open_answer(dm)) is not None:
            self._meanwhile(self._press(person, dm, answer))

    def _meanwhile(self, work: Any) -> None:  # noqa: ANN401 - a coroutine
        task = asyncio.create_task(work)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _command(self, person: Person) -> None:
        try:
            await person.commands("/rewrite", next(self._texts), channel="C_GENERAL")
            self.tally.commands += 1
        except NoAnswerError:
            self.tally.refused += 1

    async def _press(self, person: Person, dm: str, answer: Json) -> None:
        try:
            await person.clicks(answer, "use")
            self.tally.presses.append((dm, answer["ts"]))
        except NoAnswerError:
            self.tally.refused += 1

    def _open_answer(self, dm: str) -> Json | None:
        """An answer in this conversation that nobody has settled."""
        roots = [m for m in self._slack.messages(dm) if m.get("bot_id") and is_open(m)]
        return self._chance.choice(roots) if roots else None


def is_open(message: Json) -> bool:
    """Whether an answer can still be taken."""
    return any(e.get("action_id") == "use" for b in message["blocks"] for e in b.get("elements", ()))


async def harass(bot: App, kills: int, chance: Random, advance: Any) -> None:  # noqa: ANN401
    """Kill the bot and start it again, so many times; it runs at the end."""
    await bot.start()
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(*_LIFE))
        await bot.kill()
        await bot.start()
        advance()


async def run(lab: Lab, kills: int, seed: int, advance: Any) -> Verdict:  # noqa: ANN401
    """The whole story on one lab."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    bot, stop = lab.bot(), asyncio.Event()
    texts = (text_of(d, n) for n, d in enumerate(cycle(read_drafts(_DRAFTS))))
    crowd = Crowd(lab.slack, texts, chance)
    asking = asyncio.create_task(crowd.ask(stop))
    try:
        await harass(bot, kills, Random(seed + 1), advance)  # noqa: S311 - as above
        stop.set()
        await asking
        await _settled(lab.slack, crowd.tally)
    finally:
        stop.set()
        await bot.stop()
    return judged(lab.slack, crowd.tally, kills)


async def _settled(slack: Playground, tally: Tally) -> None:
    """Wait until nothing is missing any more, and a while for what should not come."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    while loop.time() < end and not judged(slack, tally, 0).fine:  # noqa: ASYNC110 - another process acts
        await asyncio.sleep(0.5)
    await asyncio.sleep(5)


def judged(slack: Playground, tally: Tally, kills: int) -> Verdict:
    """What stands in Slack against what was asked."""
    replies = [
        sum(bool(m.get("bot_id")) for m in slack.messages(room, ts)[1:]) for room, ts in tally.messages
    ]
    rooms = {room for room, _ in tally.messages}
    roots = [m for room in rooms for m in slack.messages(room) if m.get("bot_id")]
    marks = Counter(m["metadata"]["event_payload"]["key"] for m in roots)
    carried_out = len(marks)
    settled = [not is_open(m) for room, ts in tally.presses for m in slack.messages(room) if m["ts"] == ts]
    return Verdict(
        kills=kills,
        messages=len(tally.messages),
        commands=tally.commands,
        presses=len(tally.presses),
        refused=tally.refused,
        never=replies.count(0) + max(0, tally.commands - carried_out),
        twice=sum(n > 1 for n in replies) + sum(n > 1 for n in marks.values()),
        not_settled=settled.count(False),
    )


async def measure(kills: int, seed: int, *, http: bool) -> Verdict:
    """Open a lab, let the crowd and the killer in."""
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Killing the bot", total=kills)
        async with open_lab(http=http, retry_after=_RETRIES) as lab:
            return await run(lab, kills, seed, lambda: bars.advance(task))


def shown(verdict: Verdict) -> Table:
    """The verdict as a table."""
    table = Table("", "count", title="Killed while people talk to it")
    for name, value in asdict(verdict).items():
        table.add_row(name.replace("_", " "), str(value))
    return table


def main() -> int:
    """The command line; 1 if anything was answered twice or never."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50, help="how often the bot is killed (50)")
    parser.add_argument("--seed", type=int, default=7, help="of all chance (7)")
    parser.add_argument("--http", action="store_true", help="signed HTTP instead of Socket Mode")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args()
    verdict = asyncio.run(measure(args.kills, args.seed, http=args.http))
    if args.json:
        print(json.dumps({**asdict(verdict), "fine": verdict.fine}))
    else:
        Console().print(shown(verdict))
        print("Everything was answered exactly once." if verdict.fine else "A bar is missed.")
    return 0 if verdict.fine else 1


if __name__ == "__main__":
    sys.exit(main())

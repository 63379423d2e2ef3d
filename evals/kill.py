"""Kill the bot again and again while people talk to it: is every request answered exactly once?

    python -m evals.kill [--kills 50] [--seed 7] [--http] [--json]

The local Slack sends direct messages, mentions, slash commands and presses of “Use This”; some events come
twice at once, some once more later, Slack takes a moment for every post, and now and then answers "internal
error" to one that it has carried out. The bot (with the demo history and the built-in engine) is killed
with SIGKILL at random moments and started again; Slack's retries are shortened to the length of a restart.

At the end every message must have one answer, every command and press that Slack passed on must have been
carried out, and nothing may stand there twice. Told are also the jobs that a kill interrupted and a later
process finished. Exit code 1 if anything is missing or there twice.
"""

import argparse
import asyncio
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from evals.crowd import Asked, Crowd, Json, is_open
from evals.files import read_drafts
from evals.load import text_of
from evals.slack_lab import TEAM, App, Lab, open_lab
from playground import Playground
from playground.api.server import Call

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
# Slack itself tries again at once, after a minute and after five; a restart takes seconds here.
_RETRIES = (0.0, *[5.0] * 30)
_LIFE = (0.1, 5.0)  # seconds the bot is left alone
_POSTS = (0.0, 1.5)  # seconds from when it begins to post
_PATIENCE = 90.0  # seconds at the end in which nothing more is answered
_POSTING = 0.08  # seconds Slack takes for a post: while it does, a kill leaves the bot without its answer
_BREAKDOWN = 0.05  # how often it answers "internal error" for nothing


@dataclass(frozen=True)
class Verdict:
    """What came of it. `failed` are commands and presses of which Slack told people that they failed."""

    kills: int
    messages: int
    commands: int
    presses: int
    failed: int
    resumed: int
    found: int
    once: int
    twice: int
    never: int

    @property
    def fine(self) -> bool:
        """Whether everything was answered exactly once."""
        return not (self.never or self.twice)


async def harass(bot: App, kills: int, chance: Random, advance: Callable[[], None]) -> None:
    """Kill the bot and start it again, so many times; it runs at the end.

    Every other time not before it has begun to post, which is when most can go wrong.
    """
    await bot.start()
    for number in range(kills):
        if number % 2:
            await _posts_again(bot.slack)
            await asyncio.sleep(chance.uniform(*_POSTS))
        else:
            await asyncio.sleep(chance.uniform(*_LIFE))
        await bot.kill()
        await bot.start()
        advance()


async def _posts_again(slack: Playground) -> None:
    posts, loop = len(slack.calls("chat.postMessage")), asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    while len(slack.calls("chat.postMessage")) == posts and loop.time() < end:  # noqa: ASYNC110 - as below
        await asyncio.sleep(0.01)


async def trouble(slack: Playground, chance: Random) -> None:
    """Let Slack take its time for posts, and break down after some of them."""
    slack.faults.delay("chat.postMessage", seconds=_POSTING, times=1_000_000)
    while True:
        await asyncio.sleep(0.5)
        if chance.random() < _BREAKDOWN:
            slack.faults.fail("chat.postMessage", status=500, after=True)


async def run(lab: Lab, kills: int, seed: int, advance: Callable[[], None]) -> Verdict:
    """The whole story on one lab."""
    # Each has a chance of its own: what one of them does must not change what another does.
    people, killer, weather = (Random(f"{seed} {name}") for name in ("people", "killer", "weather"))  # noqa: S311 - nothing secret
    bot, stop = lab.bot(), asyncio.Event()
    texts = (text_of(draft, number) for number, draft in enumerate(cycle(read_drafts(_DRAFTS))))
    crowd = Crowd(lab.slack, bot, texts, people)
    asking = asyncio.create_task(crowd.ask(stop))
    raining = asyncio.create_task(trouble(lab.slack, weather))
    try:
        await harass(bot, kills, killer, advance)
        stop.set()
        await asking
        await _settled(lab, crowd.asked)
    finally:
        stop.set()
        raining.cancel()
        await bot.stop()
    return judged(lab, crowd.asked, kills)


async def _settled(lab: Lab, asked: Asked) -> None:
    """Wait until nothing is missing any more, and a while for what should not come."""
    loop = asyncio.get_running_loop()
    missing, since = -1, loop.time()
    while (now := judged(lab, asked, 0).never) and loop.time() - since < _PATIENCE:
        if now != missing:
            missing, since = now, loop.time()
        await asyncio.sleep(2)
    await asyncio.sleep(5)


def judged(lab: Lab, asked: Asked, kills: int) -> Verdict:
    """What stands in Slack and in the bot's databases against what was asked."""
    jobs = taken_down(lab.folder / "jobs.db")
    counts = [*_replies(lab.slack, asked), *_posts(lab.slack, jobs), *_decisions(lab, asked)]
    # A command is not told apart from the others: each that was passed on is one job more.
    unheard = max(0, asked.commands - sum(kind == "ask" for kind, _ in jobs.values()))
    return Verdict(
        kills=kills,
        messages=len(asked.messages),
        commands=asked.commands,
        presses=len(asked.presses),
        failed=asked.failed,
        resumed=sum(attempts > 1 for _, attempts in jobs.values()),
        found=sum(map(_has_ours, lab.slack.calls())),
        once=counts.count(1),
        twice=sum(count > 1 for count in counts),
        never=counts.count(0) + unheard,
    )


def taken_down(path: Path) -> dict[str, tuple[str, int]]:
    """The bot's jobs by key: their kinds, and by how many processes they were begun."""
    query = (
        "SELECT workflow_uuid, i.inputs, s.recovery_attempts "
        "FROM workflow_status s JOIN workflow_input i USING (workflow_uuid)"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute(query).fetchall()
    return {key: (json.loads(inputs)["args"][0]["kind"], attempts) for key, inputs, attempts in rows}


def _replies(slack: Playground, asked: Asked) -> list[int]:
    """How often each message was answered in its thread."""
    said = Counter(m.get("thread_ts") for m in _ours(slack))
    return [said[ts] for _, ts in asked.messages]


def _posts(slack: Playground, jobs: dict[str, tuple[str, int]]) -> list[int]:
    """How often the answer to each command stands in Slack, by the key it carries."""
    marks = Counter(m.get("metadata", {}).get("event_payload", {}).get("key") for m in _ours(slack))
    return [marks[f"{key}:answer"] for key, (kind, _) in jobs.items() if kind == "ask"]


def _decisions(lab: Lab, asked: Asked) -> list[int]:
    """How often each pressed answer was taken, if Slack shows that it was."""
    with closing(sqlite3.connect(f"file:{lab.folder / 'crmagent.db'}?mode=ro", uri=True)) as database:
        taken = Counter(ts for (ts,) in database.execute("SELECT ts FROM signals WHERE kind = 'adoption'"))
    settled = {m["ts"] for m in _ours(lab.slack) if not is_open(m)}
    return [taken[ts] if ts in settled else 0 for _, ts in asked.presses]


def _has_ours(call: Call) -> bool:
    """Whether this is a search that found what was posted before, and kept the bot from posting it again."""
    answered = call.answer.get("messages", ()) if call.method == "conversations.replies" else ()
    return any("metadata" in message for message in answered)


def _ours(slack: Playground) -> list[Json]:
    """Everything that the bot has said; read in place, a copy of it all would take the bot's time."""
    rooms = slack.team(TEAM).channels.values()
    return [m for room in rooms for m in room.messages.values() if m.get("bot_id")]


async def measure(kills: int, seed: int, *, http: bool) -> Verdict:
    """Open a lab, let the crowd and the killer in."""
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Killing the bot", total=kills)
        async with open_lab(http=http, retry_after=_RETRIES) as lab:
            return await run(lab, kills, seed, lambda: bars.advance(task))


def shown(verdict: Verdict) -> Table:
    """The verdict as a table."""
    names = {
        "kills": "times killed",
        "messages": "messages and mentions",
        "commands": "commands that Slack passed on",
        "presses": "presses that Slack passed on",
        "failed": "commands and presses of which Slack said that they failed",
        "resumed": "jobs begun by one process and finished by another",
        "found": "answers found in their threads, posted and not recorded",
        "once": "answered exactly once",
        "twice": "answered twice",
        "never": "never answered",
    }
    table = Table("", "", title="Killed while people talk to it", show_header=False)
    for field, name in names.items():
        table.add_row(name, str(asdict(verdict)[field]))
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

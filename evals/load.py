"""Many people at once: is everything taken down before it is acknowledged, and how long does each part take?

    python -m evals.load [--requests 200] [--rate 40] [--http] [--json]

The local Slack sends drafts as direct messages and mentions, a few one by one, then many at a steady rate,
every tenth of them twice; first to an echo (the least a Bolt app can do), then to the bot as it is served,
with the demo history and the built-in engine. Told are the time to the acknowledgement (bar: 99 of 100
within 100 ms), the time to the answer, and how that compares with the echo. Exit code 1 if a bar is missed.

Each of the two has the machine to itself but for the local Slack, which needs some of it as well. A draft is
some tens of milliseconds of work: at more than the machine can do, answers wait in line.
"""

import argparse
import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agents.types import Draft
from evals.files import read_drafts
from evals.slack_lab import App, open_lab
from playground import Playground

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
_ACK_BAR = 0.1  # seconds
_SETTLED = 3.0  # seconds in which a second answer would show
_PEOPLE = ("U_ANA", "U_BEN", "U_CHI")
_ALONE = 20  # drafts that are sent one by one, the first few of which only warm up
_WARM = 5


@dataclass(frozen=True)
class Run:
    """What one app did with the load. Times in seconds, sorted; `unrecorded` is of the bot alone.

    `alone` are the times to the answer with nothing else to do.
    """

    alone: list[float]
    acks: list[float]
    unacknowledged: int
    answers: list[float]
    lost: int
    twice: int
    unrecorded: int = 0

    @property
    def fine(self) -> bool:
        """Whether every bar is met."""
        return not (self.lost or self.twice or self.unrecorded or self.unacknowledged) and (
            at(self.acks, 0.99) <= _ACK_BAR
        )


def at(times: list[float], share: float) -> float:
    """The time within which this share of them was."""
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")


def text_of(draft: Draft, number: int) -> str:
    """A draft as somebody would type it; no two are the same."""
    audience = f" for {draft.audience.replace('_', ' ')}" if draft.audience else ""
    return f"{draft.channel or 'push'}{audience}: {draft.title or ''} {draft.body} (no. {number})"


async def one_by_one(slack: Playground, drafts: list[str]) -> list[float]:
    """Send a draft, wait for its answer, send the next; the times, sorted."""
    person, loop, took = slack.person(_PEOPLE[0]), asyncio.get_running_loop(), []
    room = await person.opens_dm()
    for text in drafts:
        begin, posts = loop.time(), len(slack.calls("chat.postMessage"))
        await person.says(room, text)
        async with asyncio.timeout(60):
            while len(slack.calls("chat.postMessage")) == posts:  # noqa: ASYNC110 - another process acts
                await asyncio.sleep(0.001)
        took.append(loop.time() - begin)
        await asyncio.sleep(0.05)  # what comes after the post is not the next one's
    return sorted(took[_WARM:])


async def load(slack: Playground, drafts: list[str], rate: float, advance: Callable[[], None]) -> Run:
    """Send everything at this rate, wait for the answers, count."""
    people = [slack.person(name) for name in _PEOPLE]
    rooms = [await person.opens_dm() for person in people]
    first = len(slack.deliveries)
    loop = asyncio.get_running_loop()
    begin, asked = loop.time(), list[tuple[str, str]]()
    for number, text in enumerate(drafts):
        await asyncio.sleep(begin + number / rate - loop.time())
        if number % 10 == 0:
            slack.faults.duplicate()
        turn = number % len(people)
        room, said = (rooms[turn], text) if number % 5 else ("C_MARKETING", f"@CRMAgent {text}")
        asked.append((room, await people[turn].says(room, said)))
        advance()
    await _answered(slack, asked)
    return _counted(slack, asked, first)


async def _answered(slack: Playground, asked: list[tuple[str, str]]) -> None:
    deadline = asyncio.get_running_loop().time() + 60
    while asyncio.get_running_loop().time() < deadline:
        # Not by reading the threads: that would take the time that is measured.
        if {ts for _, ts in asked} <= {
            call.args.get("thread_ts") for call in slack.calls("chat.postMessage")
        }:
            break
        await asyncio.sleep(0.2)
    await asyncio.sleep(_SETTLED)


def _counted(slack: Playground, asked: list[tuple[str, str]], first: int) -> Run:
    sent = {body["event"].get("ts"): id_ for id_, body in slack.courier.sent.items()}
    deliveries = slack.deliveries[first:]
    began = {d.event_id: d.sent_at for d in reversed(deliveries)}
    replies = [[m for m in slack.messages(room, ts) if m.get("bot_id")] for room, ts in asked]
    took = [
        float(said[0]["ts"]) - began[sent[ts]] for (_, ts), said in zip(asked, replies, strict=True) if said
    ]
    return Run(
        alone=[],
        acks=sorted(d.ack_seconds for d in deliveries if d.ack_seconds is not None),
        unacknowledged=sum(d.acked_at is None for d in deliveries),
        answers=sorted(took),
        lost=sum(not said for said in replies),
        twice=sum(len(said) > 1 for said in replies),
    )


async def of_app(app: App, drafts: list[str], rate: float, advance: Callable[[], None]) -> Run:
    """A few drafts by themselves, then the load, on one app."""
    await app.start()
    try:
        alone = await one_by_one(app.slack, [f"{text} (alone)" for text in drafts[:_ALONE]])
        return replace(await load(app.slack, drafts, rate, advance), alone=alone)
    finally:
        await app.stop()


async def measure(drafts: list[str], rate: float, *, http: bool) -> tuple[Run, Run]:
    """The echo's run, and the bot's."""
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Loading the demo history", total=2 * len(drafts))
        async with open_lab(http=http, retry_after=(0.0, 6.0, 30.0)) as lab:
            runs = []
            for name, app in (("The echo", lab.echo()), ("The bot", lab.bot())):
                bars.update(task, description=name)
                runs.append(await of_app(app, drafts, rate, lambda: bars.advance(task)))
            echo, bot = runs
            return echo, replace(bot, unrecorded=unrecorded(lab.slack, lab.folder / "jobs.db"))


def unrecorded(slack: Playground, jobs: Path) -> int:
    """How many events were acknowledged before they stood in the jobs' database."""
    with closing(sqlite3.connect(f"file:{jobs}?mode=ro", uri=True)) as database:
        written = dict(database.execute("SELECT workflow_uuid, created_at FROM workflow_status"))
    # The echo's events are in no database, and ours are counted from the first that is.
    ours = [d for d in slack.deliveries if d.acked_at and d.sent_at * 1000 >= min(written.values()) - 1000]
    return sum(
        d.event_id not in written or written[d.event_id] > d.acked_at * 1000 + 1
        for d in ours
        if d.acked_at and d.kind in {"message", "app_mention"} and _is_asked(slack, d.event_id)
    )


def _is_asked(slack: Playground, event_id: str) -> bool:
    event = slack.courier.sent[event_id]["event"]
    return not event.get("bot_id") and (event["type"] == "app_mention" or event["channel_type"] == "im")


def _acked(run: Run, *, share: float) -> float:
    return at(run.acks, share)


def _answered_in(run: Run, *, share: float) -> float:
    return at(run.answers, share)


def _alone(run: Run) -> float:
    return at(run.alone, 0.5)


def shown(echo: Run, bot: Run) -> Table:
    """Both runs side by side, times in milliseconds."""
    table = Table("", "echo", "bot", title="The same load, one after the other")

    def row(name: str, of: Callable[[Run], float], *, times: bool = False) -> None:
        first, second = of(echo), of(bot)
        cells = (f"{first * 1000:.0f} ms", f"{second * 1000:.0f} ms") if times else (f"{first}", f"{second}")
        table.add_row(name, *cells)

    shares = {"median": 0.5, "95 of 100": 0.95, "99 of 100": 0.99, "all": 1.0}
    for name, share in shares.items():
        row(f"acknowledged, {name}", partial(_acked, share=share), times=True)
    row("answered alone, median", _alone, times=True)
    for name, share in shares.items():
        row(f"answered, {name}", partial(_answered_in, share=share), times=True)
    row("answered once", lambda run: len(run.answers) - run.twice)
    row("twice", lambda run: run.twice)
    row("never", lambda run: run.lost)
    row("not acknowledged", lambda run: run.unacknowledged)
    table.add_row("acknowledged before recorded", "–", f"{bot.unrecorded}")
    return table


def main() -> int:
    """The command line; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=200, help="how many drafts are sent (200)")
    parser.add_argument("--rate", type=float, default=40, help="how many a second (40)")
    parser.add_argument("--http", action="store_true", help="signed HTTP instead of Socket Mode")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args()
    drafts = islice(cycle(read_drafts(_DRAFTS)), args.requests)
    texts = [text_of(draft, number) for number, draft in enumerate(drafts)]
    echo, bot = asyncio.run(measure(texts, args.rate, http=args.http))
    ratio = _alone(bot) / _alone(echo)
    if args.json:
        print(json.dumps({"echo": asdict(echo), "bot": asdict(bot), "ratio": ratio, "fine": bot.fine}))
    else:
        Console().print(shown(echo, bot))
        print(f"An answer with nothing else to do takes {ratio:.1f} times as long as the echo's (median).")
        print("Every bar is met." if bot.fine else "A bar is missed.")
    return 0 if bot.fine else 1


if __name__ == "__main__":
    sys.exit(main())

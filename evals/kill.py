"""Kill the bot again and again while people talk to it: is every request answered exactly once?

    python -m evals.kill [--kills 50] [--seed 7] [--http] [--model] [--json]

The local Slack sends direct messages, mentions, slash commands and presses of “Use This”; some events come
twice at once, some once more later, Slack takes a moment for every post, and now and then answers "internal
error" to one that it has carried out. The bot (with the demo history and the built-in engine, or with a
model that takes its time, so that answers are shown before they are whole) is killed with SIGKILL at random
moments and started again; Slack's retries are shortened to the length of a restart.

At the end every message must have one answer, every command and press that Slack passed on must have been
carried out, and nothing may stand there twice or half done. Told are also the jobs that a kill interrupted
and a later process finished. Exit code 1 if anything is missing, half done or there twice.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from itertools import cycle
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import Progress

from evals.crowd import Asked, Crowd
from evals.files import read_drafts
from evals.load import text_of
from evals.model_server.process import ServerProcess
from evals.slack_lab import App, Lab, open_lab
from evals.verdicts import Verdict, judged, shown
from playground import Playground

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
# Slack itself tries again at once, after a minute and after five; a restart takes seconds here.
_RETRIES = (0.0, *[5.0] * 30)
_LIFE = (0.1, 5.0)  # seconds the bot is left alone
_POSTS = (0.0, 1.5)  # seconds from when it begins to post
_PATIENCE = 90.0  # seconds at the end in which nothing more is answered
_POSTING = 0.08  # seconds Slack takes for a post: while it does, a kill leaves the bot without its answer
_THINKING = "0.8"  # seconds a model takes for each answer
_BREAKDOWN = 0.05  # how often it answers "internal error" for nothing


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


async def measure(kills: int, seed: int, *, http: bool, model: bool = False) -> Verdict:
    """Open a lab, let the crowd and the killer in."""
    with ExitStack() as stack:
        bars = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        task = bars.add_task("Killing the bot", total=kills)
        server = stack.enter_context(ServerProcess("--latency", _THINKING)) if model else None
        settings = {"CRMAGENT_ENGINE": "llm", "OPENAI_BASE_URL": server.url} if server else {}
        async with open_lab(http=http, retry_after=_RETRIES, settings=settings) as lab:
            return await run(lab, kills, seed, lambda: bars.advance(task))


def main() -> int:
    """The command line; 1 if anything was answered twice or never."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50, help="how often the bot is killed (50)")
    parser.add_argument("--seed", type=int, default=7, help="of all chance (7)")
    parser.add_argument("--http", action="store_true", help="signed HTTP instead of Socket Mode")
    parser.add_argument("--model", action="store_true", help="a model in place of the built-in engine")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args()
    verdict = asyncio.run(measure(args.kills, args.seed, http=args.http, model=args.model))
    if args.json:
        print(json.dumps({**asdict(verdict), "fine": verdict.fine}))
    else:
        Console().print(shown(verdict))
        print("Everything was answered exactly once." if verdict.fine else "A bar is missed.")
    return 0 if verdict.fine else 1


if __name__ == "__main__":
    sys.exit(main())

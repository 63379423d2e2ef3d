"""Kill two replicas again and again while digests are due: is each posted exactly once, with all its parts?

    python -m evals.digest_kill [--kills 30] [--seed 7] [--json]

Two bots share one Postgres, as they are served. Three more shops want their digest before every kill; then
one of the two, the other one next time, is killed with SIGKILL at a random moment, half of the times while
something is being posted, and started again. Slack takes a moment for every post, and now and then answers
"internal error" to one that it has carried out.

At the end every shop must have one digest of this week: one message, the answer to each of its items in its
thread, each known as an answer. Exit code 1 if a part is missing or there twice.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress

from evals.digest_verdict import Scene, Verdict, judged, shown
from evals.kill import trouble
from evals.postgres import postgres
from evals.replica import Replica
from evals.shops import open_shops, want_digests
from evals.slack_lab import BOT
from playground import Playground
from store.database import Database

_EACH = 3  # shops that want a digest before a kill
_LIFE, _POSTS = (0.1, 4.0), (0.0, 1.2)  # seconds a replica is left alone; from when something is posted
_PATIENCE = 120.0  # seconds at the end in which nothing more comes
_SETTLED = 5.0  # seconds in which a second message would show
_LONGEST = 30.0  # seconds to wait for a post


async def harass(scene: Scene, chance: Random, advance: Callable[[], None]) -> None:
    """Let three more shops want a digest, kill one of the two, start it again; until all shops do."""
    for bot in scene.bots:
        await bot.start()
    for number, first in enumerate(range(0, len(scene.shops), _EACH)):
        await want_digests(scene.slack, scene.database, scene.shops[first : first + _EACH], due=scene.now)
        victim = scene.bots[number % 2]
        if number % 4 > 1:
            await _posts_again(scene.slack)
            await asyncio.sleep(chance.uniform(*_POSTS))
        else:
            await asyncio.sleep(chance.uniform(*_LIFE))
        await victim.kill()
        await victim.start()  # whoever starts looks who is due
        advance()


async def _posts_again(slack: Playground) -> None:
    posts, loop = len(slack.calls("chat.postMessage")), asyncio.get_running_loop()
    end = loop.time() + _LONGEST
    while len(slack.calls("chat.postMessage")) == posts and loop.time() < end:  # noqa: ASYNC110 - another process acts
        await asyncio.sleep(0.01)


async def settled(scene: Scene, kills: int) -> Verdict:
    """The verdict, once nothing is missing any more, and a while after that."""
    loop = asyncio.get_running_loop()
    missing, since = -1, loop.time()
    while loop.time() - since < _PATIENCE:
        verdict = await judged(scene, kills)
        if not (verdict.never or verdict.unfinished):
            break
        if verdict.never + verdict.unfinished != missing:
            missing, since = verdict.never + verdict.unfinished, loop.time()
        await asyncio.sleep(2)
    await asyncio.sleep(_SETTLED)
    return await judged(scene, kills)


async def measure(kills: int, seed: int) -> Verdict:
    """Open everything, let the killer in."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    with (
        Progress(console=Console(stderr=True), transient=True) as bars,
        postgres() as address,
        TemporaryDirectory(prefix="crmagent-lab-") as folder,
    ):
        task = bars.add_task("Killing replicas", total=kills)
        async with Playground(retry_after=(0.0, 5.0, 5.0)) as slack:
            scene = await _scene(slack, Path(folder), address, kills)
            raining = asyncio.create_task(trouble(slack, chance))
            try:
                await harass(scene, chance, lambda: bars.advance(task))
                return await settled(scene, kills)
            finally:
                raining.cancel()
                await asyncio.gather(*(bot.stop() for bot in scene.bots))
                await scene.database.close()


async def _scene(slack: Playground, folder: Path, address: str, kills: int) -> Scene:
    now, database = datetime.now(UTC), Database(address)
    await database.upgrade()
    shops = await open_shops(database, kills * _EACH, now=now, seed=7)
    one, two = (
        Replica(
            slack,
            BOT,
            {
                "CRMAGENT_DATA_DIR": str(folder / name),
                "CRMAGENT_REPLICA": name,
                "CRMAGENT_THINKERS": "0",
                "DATABASE_URL": address,
            },
        )
        for name in ("one", "two")
    )
    return Scene(slack, database, (one, two), shops, now)


def main() -> int:
    """The command line; 1 if a part is missing or there twice."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=30, help="how often a replica is killed (30)")
    parser.add_argument("--seed", type=int, default=7, help="of all chance (7)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args()
    verdict = asyncio.run(measure(args.kills, args.seed))
    if args.json:
        print(json.dumps({**asdict(verdict), "fine": verdict.fine}))
    else:
        Console().print(shown(verdict))
        print("Every digest stands once, with all its parts." if verdict.fine else "A bar is missed.")
    return 0 if verdict.fine else 1


if __name__ == "__main__":
    sys.exit(main())

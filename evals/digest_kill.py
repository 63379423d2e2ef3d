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
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agents.digest.weeks import week_of
from evals.kill import trouble
from evals.postgres import postgres
from evals.shops import TEAM, Shop, open_shops, want_digests
from evals.slack_lab import BOT, App
from playground import Playground
from playground.api.server import Call
from playground.process import environment
from store.answers import get_answer
from store.database import Database
from store.digests import get_digest
from store.rows import DigestRow

_EACH = 3  # shops that want a digest before a kill
_LIFE, _POSTS = (0.1, 4.0), (0.0, 1.2)  # seconds a replica is left alone; from when something is posted
_PATIENCE = 120.0  # seconds at the end in which nothing more comes
_SETTLED = 5.0  # seconds in which a second message would show
_LONGEST, _START_WITHIN = 30.0, 90.0  # seconds to wait for a post; for a replica on a busy machine


@dataclass(frozen=True)
class Verdict:
    """What came of it. `found` are posts whose record a kill had taken, and that were found again."""

    kills: int
    shops: int
    parts: int
    once: int
    twice: int
    never: int
    unfinished: int
    found: int

    @property
    def fine(self) -> bool:
        """Whether every digest stands once, with all its parts."""
        return not (self.twice or self.never or self.unfinished)


class Replica(App):
    """One of two bots: that the other is connected as well is no sign of its own life."""

    async def start(self) -> None:
        """Start it, and wait until one more connection is there."""
        before = self.slack.sockets.connections
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self.command, "--socket"),
            env={**os.environ, **environment(self.slack), **self.settings},
            stdout=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(_START_WITHIN):
            while self.slack.sockets.connections <= before:
                if self.process.returncode is not None:
                    sys.exit(f"A replica ended at once, with exit code {self.process.returncode}.")
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it as kill -9 does, and wait until Slack has noticed."""
        before = self.slack.sockets.connections
        if self.process:
            self.process.kill()
            await self.process.wait()
        while self.slack.sockets.connections >= before:  # noqa: ASYNC110 - the other side notices
            await asyncio.sleep(0.005)


@dataclass(frozen=True)
class Scene:
    """A Slack, a database that two replicas share, and the shops that are to get a digest of `week`."""

    slack: Playground
    database: Database
    bots: tuple[Replica, Replica]
    shops: tuple[Shop, ...]
    now: datetime

    @property
    def week(self) -> str:
        """The week whose digests are due."""
        return week_of(self.now.date())


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


async def judged(scene: Scene, kills: int) -> Verdict:
    """What stands in Slack and in the database against what should."""
    counts: list[int] = []
    unfinished = 0
    for shop in scene.shops:
        async with scene.database.session() as session:
            digest = await get_digest(session, merchant_id=shop.id, week=scene.week)
            known = [
                await get_answer(session, team_id=shop.team, channel=shop.room, ts=item.ts or "")
                for item in (digest.items if digest else ())
            ]
        unfinished += digest is None or digest.posted_at is None or None in known
        counts += _parts(scene.slack, shop, digest)
    return Verdict(
        kills=kills,
        shops=len(scene.shops),
        parts=len(counts),
        once=counts.count(1),
        twice=sum(count > 1 for count in counts),
        never=counts.count(0),
        unfinished=unfinished,
        found=sum(map(_has_ours, scene.slack.calls())),
    )


def _parts(slack: Playground, shop: Shop, digest: DigestRow | None) -> list[int]:
    """How often each part of a shop's digest stands in its room; whatever else does counts as twice."""
    room = slack.team(TEAM).channels.get(shop.room)
    messages = list(room.messages.values()) if room else []
    marks = Counter(message.get("metadata", {}).get("event_payload", {}).get("key") for message in messages)
    names = ["digest", *(f"item {item.position}" for item in (digest.items if digest else ()))]
    wanted = [f"digest:{shop.id}:{digest.week if digest else ''}:{name}" for name in names]
    strangers = [2] * (len(messages) - sum(marks[mark] for mark in wanted))
    return [marks[mark] for mark in wanted] + strangers


def _has_ours(call: Call) -> bool:
    """Whether this is a search that found what was posted before, and kept the bot from posting it again."""
    looked = call.method in {"conversations.history", "conversations.replies"}
    return looked and any("metadata" in message for message in call.answer.get("messages", ()))


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


def shown(verdict: Verdict) -> Table:
    """The verdict as a table."""
    names = {
        "kills": "times that a replica was killed",
        "shops": "shops whose digest was due",
        "parts": "messages that have to stand",
        "found": "searches that found what was posted and not recorded",
        "once": "stand once",
        "twice": "stand twice, or should not",
        "never": "are missing",
        "unfinished": "digests that are not known to be whole",
    }
    table = Table("", "", title="Two replicas, killed while digests are due", show_header=False)
    for field, name in names.items():
        table.add_row(name, str(asdict(verdict)[field]))
    return table


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

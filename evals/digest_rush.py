"""Two thousand shops whose digests are due in the same minute: are all posted, in order, and is Slack spared?

    python -m evals.digest_rush [--shops 2000] [--drafts 20] [--json]

One bot, as it is served. Every shop has a room of its own in the local Slack, which takes one message a
second and room and refuses others, as Slack does. Meanwhile somebody sends a draft now and then.

Told are how long it took, how often Slack refused (bar: never for the pace of a room), how far anybody was
overtaken (places between being taken down and being whole; bar: twice as many as are made at once), what
the memory of the bot did from the first tenth to the end (bar: 40 MB and a tenth more), and how long people
waited for their answers. Exit code 1 if a bar is missed.
"""

import argparse
import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agents.digest.weeks import week_of
from evals.files import read_drafts
from evals.load import at, text_of
from evals.memory import Memory
from evals.shops import Shop, open_shops, want_digests
from evals.slack_lab import BOT, App
from playground import Playground
from playground.api.server import Call
from store.database import Database

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
_AT_ONCE = 24  # digests under way: `handlers.slack.digest_room`
_GROWTH, _ROOM = 0.1, 40.0  # a share, and MB, by which memory may grow
_PATIENCE = 180.0  # seconds in which nothing more comes
_MANY = "1000000"  # requests one person may make in a minute


@dataclass(frozen=True)
class Rush:
    """What came of it. Times in seconds, memory in MB; `overtaken` is how far anybody was, in places."""

    shops: int
    whole: int
    messages: int
    seconds: float
    refused: int
    overtaken: int
    memory_early: float
    memory_late: float
    waited: list[float]

    @property
    def fine(self) -> bool:
        """Whether every bar is met."""
        flat = self.memory_late <= self.memory_early * (1 + _GROWTH) + _ROOM
        return self.whole == self.shops and not self.refused and self.overtaken <= 2 * _AT_ONCE and flat


@dataclass(frozen=True)
class Scene:
    """A Slack with a room for each shop, and the folder in which the bot keeps what it knows."""

    slack: Playground
    folder: Path
    shops: tuple[Shop, ...]
    week: str

    def query(self, file: str, words: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of one of the bot's databases."""
        with closing(sqlite3.connect(f"file:{self.folder / file}?mode=ro", uri=True)) as database:
            return database.execute(words, values).fetchall()

    @property
    def whole(self) -> int:
        """How many digests stand with all their parts."""
        counted = "SELECT count(*) FROM digests WHERE week = ? AND posted_at IS NOT NULL"
        return int(str(self.query("crmagent.db", counted, self.week)[0][0]))


async def run(scene: Scene, drafts: list[str], advance: Callable[[int], None]) -> Rush:
    """Start the bot, which finds everybody due, and wait until all digests are whole."""
    settings = {
        "CRMAGENT_DATA_DIR": str(scene.folder),
        "CRMAGENT_REQUESTS_PER_MINUTE": _MANY,
        "DATABASE_URL": "",
    }
    bot, loop = App(scene.slack, BOT, settings), asyncio.get_running_loop()
    await bot.start()
    begin = loop.time()
    memory = Memory(bot.process.pid if bot.process else os.getpid())
    asking = asyncio.create_task(_ask(scene.slack, drafts))
    try:
        early = await _until(scene, memory, len(scene.shops) // 10, advance)
        late = await _until(scene, memory, len(scene.shops), advance)
        seconds, waited = loop.time() - begin, await asking
        await asyncio.sleep(2)
        return _rush(scene, seconds, early, late, waited)
    finally:
        asking.cancel()
        await bot.stop()


async def _until(scene: Scene, memory: Memory, count: int, advance: Callable[[int], None]) -> float:
    """The most memory that was used until so many digests were whole."""
    loop, most, whole = asyncio.get_running_loop(), 0.0, -1
    since = loop.time()
    while whole < count and loop.time() - since < _PATIENCE:
        await asyncio.sleep(1)
        _let_go_of_pictures(scene.slack)
        most = max(most, memory.megabytes())
        if (now := scene.whole) != whole:
            whole, since = now, loop.time()
            advance(whole)
    return most


def _let_go_of_pictures(slack: Playground) -> None:
    """Thousands of pictures that nobody looks at need not be kept."""
    for file in slack.team("T_DEMO").files.values():
        if file.shared:
            file.content = b""


async def _ask(slack: Playground, drafts: list[str]) -> list[float]:
    """Somebody sends a draft, waits for the answer, thinks for five seconds and sends the next."""
    ana, loop, waited = slack.person("U_ANA"), asyncio.get_running_loop(), []
    dm = await ana.opens_dm()
    for text in drafts:
        begin = loop.time()
        ts = await ana.says(dm, text)
        while not [m for m in slack.messages(dm, ts) if m.get("bot_id")]:  # noqa: ASYNC110 - another process acts
            await asyncio.sleep(0.02)
        waited.append(loop.time() - begin)
        await asyncio.sleep(5)
    return sorted(waited)


def _rush(scene: Scene, seconds: float, early: float, late: float, waited: list[float]) -> Rush:
    rooms = {shop.room for shop in scene.shops}
    posts = [call for call in scene.slack.calls("chat.postMessage") if call.args["channel"] in rooms]
    return Rush(
        shops=len(scene.shops),
        whole=scene.whole,
        messages=sum(_is_done(call) for call in posts),
        seconds=seconds,
        refused=sum(call.answer.get("error") == "ratelimited" for call in posts),
        overtaken=_overtaken(scene),
        memory_early=early,
        memory_late=late,
        waited=waited,
    )


def _is_done(call: Call) -> bool:
    return bool(call.answer.get("ok"))


def _overtaken(scene: Scene) -> int:
    """How many places anybody fell behind between being taken down and being whole."""
    of_digests = "WHERE workflow_uuid LIKE 'digest:%'"
    taken = f"SELECT workflow_uuid FROM workflow_status {of_digests} ORDER BY created_at, rowid"  # noqa: S608
    whole = "SELECT merchant_id FROM digests WHERE week = ? ORDER BY posted_at"
    asked = {str(key).split(":")[1]: place for place, (key,) in enumerate(scene.query("jobs.db", taken))}
    served = [str(shop) for (shop,) in scene.query("crmagent.db", whole, scene.week)]
    return max((place - asked[shop] for place, shop in enumerate(served)), default=0)


async def measure(count: int, drafts: int) -> Rush:
    """Open everything and let it rush."""
    texts = [text_of(draft, number) for number, draft in enumerate(read_drafts(_DRAFTS)[:drafts])]
    with (
        Progress(console=Console(stderr=True), transient=True) as bars,
        TemporaryDirectory(prefix="crmagent-lab-") as folder,
    ):
        task = bars.add_task("Posting digests", total=count)
        async with Playground(retry_after=(0.0, 60.0, 300.0), paced=True) as slack:
            scene = await _scene(slack, Path(folder), count)
            return await run(scene, texts, lambda whole: bars.update(task, completed=whole))


async def _scene(slack: Playground, folder: Path, count: int) -> Scene:
    now, database = datetime.now(UTC), Database(f"sqlite:///{folder / 'crmagent.db'}")
    await database.upgrade()
    shops = await open_shops(database, count, now=now, seed=7)
    await want_digests(slack, database, shops, due=now)
    await database.close()
    return Scene(slack, folder, shops, week_of(now.date()))


def shown(rush: Rush) -> Table:
    """The rush as a table."""
    table = Table("", "", title="Digests due in the same minute", show_header=False)
    for name, told in (
        ("shops", f"{rush.shops}"),
        ("digests that stand whole", f"{rush.whole}"),
        ("messages", f"{rush.messages}"),
        ("time", f"{rush.seconds:.0f} s"),
        ("a digest every", f"{rush.seconds / max(1, rush.whole):.2f} s"),
        ("refused for the pace of a room", f"{rush.refused}"),
        ("furthest that anybody was overtaken", f"{rush.overtaken} places"),
        ("memory until the first tenth", f"{rush.memory_early:.0f} MB"),
        ("memory until the end", f"{rush.memory_late:.0f} MB"),
        ("people who sent a draft meanwhile", f"{len(rush.waited)}"),
        ("waited, median", f"{at(rush.waited, 0.5):.2f} s"),
        ("waited, longest", f"{at(rush.waited, 1.0):.2f} s"),
    ):
        table.add_row(name, told)
    return table


def main() -> int:
    """The command line; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shops", type=int, default=2000, help="how many are due (2000)")
    parser.add_argument(
        "--drafts", type=int, default=20, help="how many drafts somebody sends meanwhile (20)"
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    args = parser.parse_args()
    rush = asyncio.run(measure(args.shops, args.drafts))
    if args.json:
        print(json.dumps({**asdict(rush), "fine": rush.fine}))
    else:
        Console().print(shown(rush))
        print("Every bar is met." if rush.fine else "A bar is missed.")
    return 0 if rush.fine else 1


if __name__ == "__main__":
    sys.exit(main())

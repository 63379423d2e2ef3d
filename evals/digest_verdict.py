"""Whether digests stand once and whole, in Slack and in the database."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

from rich.table import Table

from agents.digest.weeks import week_of
from evals.replica import Replica
from evals.shops import TEAM, Shop
from playground import Playground
from playground.api.server import Call
from store.answers import get_answer
from store.database import Database
from store.digests import get_digest
from store.rows import DigestRow


@dataclass(frozen=True)
class Verdict:
    """What came of it. `looked`: how often a part was looked for that a killed process may have posted."""

    kills: int
    shops: int
    parts: int
    once: int
    twice: int
    never: int
    unfinished: int
    looked: int

    @property
    def fine(self) -> bool:
        """Whether every digest stands once, with all its parts."""
        return not (self.twice or self.never or self.unfinished)


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
        looked=sum(map(_looks, scene.slack.calls())),
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


def _looks(call: Call) -> bool:
    """Whether this is a search for what a process that was killed may have posted."""
    return call.method in {"conversations.history", "conversations.replies"}


def shown(verdict: Verdict) -> Table:
    """The verdict as a table."""
    names = {
        "kills": "times that a replica was killed",
        "shops": "shops whose digest was due",
        "parts": "messages that have to stand",
        "looked": "times that a part was looked for before it was posted",
        "once": "stand once",
        "twice": "stand twice, or should not",
        "never": "are missing",
        "unfinished": "digests that are not known to be whole",
    }
    table = Table("", "", title="Two replicas, killed while digests are due", show_header=False)
    for field, name in names.items():
        table.add_row(name, str(asdict(verdict)[field]))
    return table

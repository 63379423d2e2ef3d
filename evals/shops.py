"""Many made-up shops, each with a workspace and a room of its own: whom a clock has to serve."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from playground import Playground
from playground.world.nouns import CHANNEL, Channel
from store.database import Database
from store.demo.corpus import demo_campaigns
from store.models import Campaign, Engagement, Merchant, Product, Template, Voucher, Workspace
from store.upsert import upsert

TEAM = "T_DEMO"  # the one workspace of the local Slack; each shop has a room in it
_TEMPLATES = 7  # of a shop that are weak, and as many others
_LONG_AGO = timedelta(days=400)
_STRONG, _WEAK = 0.75, 0.25
Row = dict[str, Any]


@dataclass(frozen=True)
class Shop:
    """A shop by its id; `team` and `room` are its own."""

    number: int

    @property
    def id(self) -> str:
        """The merchant's id."""
        return f"s{self.number:04}"

    @property
    def team(self) -> str:
        """The workspace it is connected to."""
        return f"T_{self.number:04}"

    @property
    def room(self) -> str:
        """Where its digest goes."""
        return f"C_{self.number:04}"


async def open_shops(database: Database, count: int, *, now: datetime, seed: int) -> tuple[Shop, ...]:
    """So many shops with templates out of the demo's and figures drawn by `seed`; none wants a digest yet."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    shops = tuple(Shop(number) for number in range(1, count + 1))
    rows: dict[type, list[Row]] = {
        table: [] for table in (Merchant, Product, Voucher, Template, Campaign, Engagement)
    }
    sent_once = demo_campaigns()
    pools = [[one for one in sent_once if (one["quality"] == "weak") is weak] for weak in (True, False)]
    for shop in shops:
        rows[Merchant].append(
            {"id": shop.id, "name": f"Shop {shop.number}", "market": "SG", "shares_into_market": False}
            | {"created_at": now}
        )
        for sent in (one for pool in pools for one in chance.sample(pool, _TEMPLATES)):
            for table, row in _rows(shop, sent, now, chance):
                rows[table].append(row)
    _rank(rows[Engagement])
    async with database.session() as session:
        for table, found in rows.items():
            await upsert(session, table, found)
    return shops


def _rows(shop: Shop, sent: Row, now: datetime, chance: Random) -> Iterator[tuple[type, Row]]:
    """A campaign of the demo as this shop's, with another score."""
    own = {"merchant_id": shop.id, "id": sent["id"]}
    words = {name: sent[name] for name in ("channel", "title", "body", "language")}
    yield Template, own | words
    product, voucher = sent["product"], sent["voucher"]
    if product:
        yield Product, own | {"name": product["name"], "category": product["category"]}
    if voucher:
        terms = {name: voucher.get(name) for name in ("title", "type", "value", "currency", "min_spend")}
        yield Voucher, own | terms | {"expires_at": now.date() + timedelta(days=30)}
    group = {"audience": sent["audience"], "group_key": sent["id"]}
    yield (
        Campaign,
        own
        | group
        | {
            "template_id": sent["id"],
            "product_id": sent["id"] if product else None,
            "voucher_id": sent["id"] if voucher else None,
            "channel": sent["channel"],
            "sent_at": now - timedelta(days=chance.randint(8, 80)),
        },
    )
    score = chance.betavariate(2, 7 if sent["quality"] == "weak" else 3) * 2
    yield (
        Engagement,
        group
        | {"merchant_id": shop.id, "delivered": chance.randint(400, 9000), "computed_at": now}
        | {"mean_score": score, "shrunk_score": score}
        | {"score_low": score - 0.03, "score_high": score + 0.03},
    )


def _rank(rows: list[Row]) -> None:
    """The place of each within its segment, as an import would have it."""
    for audience in {row["audience"] for row in rows}:
        segment = sorted(
            (row for row in rows if row["audience"] == audience), key=lambda row: row["mean_score"]
        )
        for place, row in enumerate(segment):
            row["percentile"] = (place + 0.5) / len(segment)
            strong, weak = row["percentile"] > _STRONG, row["percentile"] < _WEAK
            row["quarter"] = "strong" if strong else "weak" if weak else None


async def want_digests(
    slack: Playground, database: Database, shops: tuple[Shop, ...], *, due: datetime
) -> None:
    """Let these shops want their digest, in a room of their own, at the hour in which `due` lies."""
    team = slack.team(TEAM)
    for shop in shops:
        members = {"U_ANA", team.installation.bot_user}
        team.channels[shop.room] = Channel(shop.room, shop.room.lower(), CHANNEL, TEAM, members)
    async with database.session() as session:
        await upsert(session, Workspace, (_workspace(shop, due) for shop in shops))


def _workspace(shop: Shop, due: datetime) -> Row:
    before = due - _LONG_AGO
    return {
        "team_id": shop.team,
        "name": f"Shop {shop.number}",
        "merchant_id": shop.id,
        "time_zone": "UTC",
        "digest_channel": shop.room,
        "digest_day": due.weekday(),
        "digest_hour": due.hour,
        "created_at": before,
        "updated_at": before,
    }

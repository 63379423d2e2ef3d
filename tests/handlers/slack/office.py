"""The real bot in the local Slack: what the tests of every surface are held in."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.plan import plan
from bot.serving import open_served
from bot.settings import Settings
from playground import Playground
from playground.acts.person import Person
from store.database import Database
from store.workspaces import connect_workspace, note_workspace

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SHOP, ELSEWHERE = "m02", "m03"
Json = dict[str, Any]


@dataclass
class Office:
    """A workspace with the bot in it. `ana` is an admin, `dm` her conversation with the bot."""

    slack: Playground
    database: Database
    ana: Person
    dm: str
    last_said: str = ""

    async def asks(self, text: str, thread: str | None = None) -> Json:
        """Write to the bot and wait for its answer."""
        before = len(self.answers(thread)) if thread else 0
        self.last_said = await self.ana.says(self.dm, text, thread)
        root = thread or self.last_said
        await self.slack.until(lambda: len(self.answers(root)) > before)
        self.last_said = root
        return self.answers(root)[-1]

    def answers(self, thread: str | None = None, channel: str | None = None) -> list[Json]:
        """What the bot said in a thread, the newest last."""
        return [m for m in self.slack.messages(channel or self.dm, thread or self.last_said) if m.get("bot_id")]

    def own(self, channel: str | None = None) -> list[Json]:
        """What the bot said outside threads."""
        return [m for m in self.slack.messages(channel or self.dm) if m.get("bot_id")]


@asynccontextmanager
async def open_office(
    slack: Playground, folder: Path, stocked: Path, *, http: bool = False, shop: str | None = SHOP
) -> AsyncIterator[Office]:
    """The bot, served as `python -m bot serve` does it, in a workspace connected to a shop (or to none)."""
    shutil.copytree(stocked, folder, dirs_exist_ok=True)
    settings = settings_for(slack, folder, http=http)
    database = Database(settings.database)
    async with open_served(settings, plan(settings)) as served:
        if served.address:
            slack.events_url = f"{served.address}/slack/events"
        await connect(database, "T_DEMO", shop)
        ana = slack.person("U_ANA")
        yield Office(slack, database, ana, await ana.opens_dm())
    slack.events_url = None
    await database.close()


def settings_for(slack: Playground, folder: Path, *, http: bool) -> Settings:
    """Settings for the local Slack, over one transport or the other; the machine's own don't count."""
    return Settings(
        _env_file=None,
        data_dir=folder,
        database_url="",
        host="127.0.0.1",
        port=0,
        slack_api_url=slack.api_url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=None if http else SecretStr(slack.app_token),
        slack_signing_secret=SecretStr(slack.signing_secret) if http else None,
        requests_per_minute=1000,
    )


async def connect(database: Database, team: str, merchant: str | None) -> None:
    """Connect a workspace to a shop of the history."""
    async with database.session() as session:
        await note_workspace(session, team_id=team, name="Kopi Lorong", now=NOW)
        await connect_workspace(session, team_id=team, merchant_id=merchant, now=NOW)


def shown(message: Json) -> str:
    """Every word a person reads in a message or view."""
    return "\n".join(_words(message.get("blocks", ())))


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for part in node:
            yield from _words(part)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for name, part in node.items():
            if name not in {"type", "action_id", "block_id", "value"}:
                yield from _words(part)


def element(message: Json, action: str) -> Json | None:
    """The button or select of this action id, None if there is none."""
    for block in message.get("blocks", ()):
        for found in (*block.get("elements", ()), block.get("accessory") or {}):
            if found.get("action_id") == action:
                return dict(found)
    return None


def words_that_slack_parses(call_args: Json) -> list[str]:
    """The texts of a call that Slack would look for pings, links and formatting in."""
    texts = [str(call_args.get("text", ""))]
    return texts + [t for t in re.findall(r'"type": "mrkdwn", "text": "(.*?)"', str(call_args.get("blocks")))]

"""The real bot in the local Slack: what the tests of every surface are held in."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.plan import plan
from bot.serving import Served, open_served
from bot.settings import Settings
from handlers.slack.permission import digest_of
from playground import Playground
from playground.acts.person import Person
from store.codes import save_code
from store.database import Database
from store.rows import SignalRow
from store.signals import list_signals
from store.workspaces import connect_workspace, note_workspace

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SHOP, ELSEWHERE = "m02", "m03"
Json = dict[str, Any]


@dataclass
class Office:
    """A workspace with the bot in it. `ana` is an admin, `dm` her conversation with the bot."""

    slack: Playground
    served: Served
    folder: Path
    ana: Person
    dm: str
    last_said: str = ""

    @property
    def database(self) -> Database:
        """The bot's own."""
        return self.served.slack.database

    async def asks(self, text: str, thread: str | None = None) -> Json:
        """Write to the bot and wait for its answer."""
        before = len(self.answers(thread)) if thread else 0
        self.last_said = await self.ana.says(self.dm, text, thread)
        root = thread or self.last_said
        await self.slack.until(lambda: len(self.answers(root)) > before, 15)
        self.last_said = root
        return self.answers(root)[-1]

    def answers(self, thread: str | None = None, channel: str | None = None) -> list[Json]:
        """What the bot said in a thread, the newest last."""
        return [
            m for m in self.slack.messages(channel or self.dm, thread or self.last_said) if m.get("bot_id")
        ]

    def own(self, channel: str | None = None) -> list[Json]:
        """What the bot said outside threads."""
        return [m for m in self.slack.messages(channel or self.dm) if m.get("bot_id")]

    async def home(self) -> Json:
        """Open the Home tab and wait for it."""
        await self.ana.opens_home()
        await self.slack.until(lambda: self.slack.home("U_ANA"), 15)
        await self.jobs_done()
        return self.slack.home("U_ANA") or {}

    async def settled(self) -> None:
        """Wait until the last answer says what became of it, and everything about that is kept."""
        await self.slack.until(lambda: element(self.answers()[0], "use") is None, 15)
        await self.jobs_done()

    async def jobs_done(self) -> None:
        """Wait until no job is under way."""
        await self.served.slack.jobs.idle()

    async def deliveries_done(self) -> None:
        """Wait until everything Slack told us is acknowledged and done."""
        await self.deliveries_acknowledged()
        await self.jobs_done()

    async def deliveries_acknowledged(self) -> None:
        """Wait until everything Slack told us is acknowledged."""
        await self.slack.until(lambda: all(d.acked_at for d in self.slack.deliveries), 15)

    async def removes(self, message: Json) -> None:
        """Take something that the bot said away, as an admin may."""
        client = AsyncWebClient(self.slack.bot_token, base_url=self.slack.api_url)
        await client.chat_delete(channel=self.dm, ts=message["ts"])

    async def signals(self) -> list[SignalRow]:
        """What was kept of what people did, the oldest first."""
        async with self.database.session() as session:
            return sorted(await list_signals(session, team_id="T_DEMO", limit=50), key=lambda s: s.key)

    async def make_code(self, merchant: str) -> str:
        """A one-time code for a shop."""
        code = "KOPI-LORO-NG77"
        async with self.database.session() as session:
            expires = NOW + timedelta(days=1)
            await save_code(
                session, digest=digest_of(code), merchant_id=merchant, expires_at=expires, now=NOW
            )
        return code

    def everything_kept(self) -> str:
        """All that the bot has written to disk."""
        return "".join(f.read_bytes().decode(errors="replace") for f in self.folder.rglob("*.db*"))


@asynccontextmanager
async def open_office(
    slack: Playground,
    folder: Path,
    stocked: Path,
    *,
    http: bool = False,
    shop: str | None = SHOP,
    per_minute: int = 1000,
    **more: Any,
) -> AsyncIterator[Office]:
    """The bot, served as `python -m bot serve` does it, in a workspace connected to a shop (or to none).

    `more` are settings, such as those of a model.
    """
    shutil.copytree(stocked, folder, dirs_exist_ok=True)
    settings = settings_for(slack, folder, http=http, per_minute=per_minute, **more)
    with closed_at_once():
        async with open_served(settings, plan(settings)) as served:
            if served.address:
                slack.events_url = f"{served.address}/slack/events"
            await connect(served.slack.database, "T_DEMO", shop)
            ana = slack.person("U_ANA")
            yield Office(slack, served, folder, ana, await ana.opens_dm())
    slack.events_url = None


@contextmanager
def closed_at_once() -> Iterator[None]:
    """Hundreds are served in the tests: at its end none waits for the next look of a thread of DBOS's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.durable._ENDS_WITHIN", 0.01)
        yield


def settings_for(
    slack: Playground, folder: Path, *, http: bool, per_minute: int = 1000, **more: Any
) -> Settings:
    """Settings for the local Slack, over one transport or the other; the machine's own don't count."""
    return Settings(  # type: ignore[call-arg] # pydantic's own
        _env_file=None,
        data_dir=folder,
        database_url="",
        host="127.0.0.1",
        port=0,
        slack_api_url=slack.api_url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=None if http else SecretStr(slack.app_token),
        slack_signing_secret=SecretStr(slack.signing_secret) if http else None,
        requests_per_minute=per_minute,
        **more,
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
    marked: list[str] = re.findall(r'"type": "mrkdwn", "text": "(.*?)"', str(call_args.get("blocks")))
    return texts + marked

"""A local Slack with an app in a process of its own, for measuring what happens between the two."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from playground import Playground
from playground.process import environment
from store.database import Database
from store.workspaces import connect_workspace, note_workspace

TEAM, SHOP = "T_DEMO", "m02"
_START_WITHIN = 60.0  # seconds
_BUSY_PEOPLE = "1000000"  # requests one person may make in a minute: three of them stand for many
BOT = ("-m", "bot", "serve")
ECHO = ("-m", "evals.echo")


@dataclass
class App:
    """An app as a program of ours, reaching the local Slack over one transport or the other."""

    slack: Playground
    command: Sequence[str]
    settings: dict[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None
    is_up: bool = False

    async def start(self) -> None:
        """Start it, and wait until it hears what Slack says."""
        transport = "--http" if self.slack.events_url else "--socket"
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self.command, transport),
            env={**os.environ, **environment(self.slack), **self.settings},
            stdout=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(_START_WITHIN):
            while not await self.slack.hears():
                if self.process.returncode is not None:
                    sys.exit(f"The app ended at once, with exit code {self.process.returncode}.")
                await asyncio.sleep(0.02)
        self.is_up = True

    async def kill(self) -> None:
        """End it as kill -9 does, and wait until Slack has noticed."""
        self.is_up = False
        if self.process:
            self.process.kill()
            await self.process.wait()
        while self.slack.sockets.connections:  # noqa: ASYNC110 - the other side notices by itself
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()


@asynccontextmanager
async def open_lab(
    *,
    http: bool,
    retry_after: Sequence[float],
    history: bool = True,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator["Lab"]:
    """The local Slack, and a folder with the demo history and a workspace that is connected to a shop.

    `settings` are for the bot, such as those of a model.
    """
    with TemporaryDirectory(prefix="crmagent-lab-") as name:
        folder = Path(name)
        if history:
            await _seed(folder)
        async with Playground(retry_after=retry_after) as slack:
            slack.events_url = f"http://127.0.0.1:{_free_port()}/slack/events" if http else None
            yield Lab(slack, folder, settings)


@dataclass(frozen=True)
class Lab:
    """The local Slack, and the folder in which the bot keeps what it knows."""

    slack: Playground
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def bot(self) -> App:
        """The bot, as it is served."""
        settings = {
            "CRMAGENT_DATA_DIR": str(self.folder),
            "CRMAGENT_REQUESTS_PER_MINUTE": _BUSY_PEOPLE,
            "DATABASE_URL": "",
            **self.settings,
        }
        return App(self.slack, BOT, settings)

    def echo(self) -> App:
        """The least there can be: a Bolt app that says every message back."""
        return App(self.slack, ECHO)


async def _seed(folder: Path) -> None:
    seeding = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "seed"),
        env={**os.environ, "CRMAGENT_DATA_DIR": str(folder), "DATABASE_URL": ""},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if await seeding.wait():
        sys.exit("The demo history could not be loaded: try “python -m bot seed” by itself.")
    database, now = Database(f"sqlite:///{folder / 'crmagent.db'}"), datetime.now(UTC)
    async with database.session() as session:
        await note_workspace(session, team_id=TEAM, name="Kopi Lorong", now=now)
        await connect_workspace(session, team_id=TEAM, merchant_id=SHOP, now=now)
    await database.close()


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

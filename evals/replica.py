"""One of several bots that share a database, in a process of its own."""

import asyncio
import os
import sys

from evals.slack_lab import App
from playground.process import environment

_START_WITHIN = 180.0  # seconds, on a busy machine


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

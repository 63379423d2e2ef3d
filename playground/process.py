"""The bot as a child process: started against the local workspace, awaited, ended."""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from playground.errors import PlaygroundError
from playground.server import Playground

# The first start makes and migrates a database; a cold disk takes its time as well.
_START_WITHIN, _STOP_WITHIN = 60.0, 15.0
_LOOK_EVERY = 0.05


class BotProcess:
    """`python -m bot serve`, reaching the workspace by the addresses and tokens in its environment."""

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait until it hears. Raises PlaygroundError if it ends instead, or takes too long."""
        transport = "--http" if self._slack.events_url else "--socket"
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve", transport),
            env={**os.environ, **environment(self._slack)},
            start_new_session=True,  # so that Ctrl-C reaches it through us, once
        )
        try:
            async with asyncio.timeout(_START_WITHIN):
                while not await self._slack.hears():
                    if self._process.returncode is not None:
                        raise PlaygroundError(
                            f"The bot did not start (exit code {self._process.returncode})."
                        )
                    await asyncio.sleep(_LOOK_EVERY)
        except TimeoutError:
            await self.stop()
            raise PlaygroundError(f"The bot did not connect within {_START_WITHIN:g} s.") from None

    async def ended(self) -> int:
        """Wait for it to end by itself; gives its exit code."""
        return await self._process.wait() if self._process else 0

    async def stop(self) -> None:
        """Ask it to finish; end it if it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()


def environment(slack: Playground) -> Mapping[str, str]:
    """What a bot has to find in its environment to reach the workspace."""
    found = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }
    address = urlsplit(slack.events_url or "")
    return found | ({"CRMAGENT_PORT": str(address.port)} if address.port else {})

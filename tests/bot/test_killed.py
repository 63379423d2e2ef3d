"""kill -9 in the middle of a job: after the restart there is exactly one answer."""

import asyncio
import signal
import sys
from pathlib import Path

from playground import Playground
from tests.house import ROOT


async def test_every_job_is_answered_once_whenever_the_process_was_killed(tmp_path: Path) -> None:
    async with Playground() as slack:

        async def run(key: str, when: str) -> int:
            command = (sys.executable, "-m", "tests.bot.mortal")
            database = f"sqlite:///{tmp_path / 'durable.db'}"
            process = await asyncio.create_subprocess_exec(
                *command, database, slack.api_url, slack.bot_token, key, when, cwd=ROOT
            )
            return await process.wait()

        dying = ["before", "after", "between", "after"]
        for number, when in enumerate(dying):
            assert await run(f"Ev{number}", when) == -signal.SIGKILL
        assert await run("Ev0", "never") == 0  # finishes what is left, and is brought the first once more
        said = [message["text"] for message in slack.messages("C_MARKETING")]
        assert said == [f"answer to Ev{number}" for number in range(len(dying))]
        assert len(slack.calls("conversations.history")) == 3  # not for the one that was recorded

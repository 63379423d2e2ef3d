"""A bot in a process of its own that kills itself at a chosen moment: `python -m tests.bot.mortal`.

Arguments: the jobs' database, the address of Slack's API, the token, the job's key, and when to die:
`before` the post, `after` Slack said yes and before that is recorded, `between` two steps, or `never`.
What earlier processes left is finished first.
"""

import asyncio
import os
import signal
import sys
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.durable import open_durable
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import post_once
from handlers.slack.jobs import Job, Steps


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Client(AsyncWebClient):
    """A client whose process dies once Slack has posted its message, if it `dies`."""

    dies = False

    async def chat_postMessage(self, **arguments: Any) -> AsyncSlackResponse:  # noqa: D102, N802 - Slack's name
        posted = await super().chat_postMessage(**arguments)
        if self.dies:
            die()
        return posted


async def main(database: str, api: str, token: str, key: str, when: str) -> None:
    async with aiohttp.ClientSession() as session:

        async def perform(job: Job, steps: Steps) -> None:
            dying = when if job.key == key else "never"
            client = Client(base_url=api, token=token, session=session)
            client.dies = dying == "after"
            said = await steps.run("think", lambda: asyncio.sleep(0, f"answer to {job.key}"))
            if dying == "before":
                die()
            card = note_card(said)
            await post_once(client, steps, key=job.key, name="answer", channel=job.channel, card=card)
            if dying == "between":
                die()
            await steps.run("remember", lambda: asyncio.sleep(0))

        async with open_durable(database_url=database, replica="mortal", perform=perform) as durable:
            while await durable.unfinished():  # noqa: ASYNC110 - read from the database
                await asyncio.sleep(0.05)
            await durable.take(Job(kind="message", key=key, team="T_DEMO", channel="C_MARKETING"))
            await durable.idle()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

"""“… is reading your draft”: a courtesy while we work, never a reason to fail."""

import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.jobs import Job

_WORDS = "is reading your draft…"
log = logging.getLogger(__name__)


async def show_status(client: AsyncWebClient, job: Job) -> None:
    """Show in the thread that we are at work; Slack takes it away when the answer is posted."""
    try:
        await client.assistant_threads_setStatus(channel_id=job.channel, thread_ts=job.thread, status=_WORDS)
    except (TimeoutError, SlackApiError, ClientError) as error:
        log.info("no status shown: %s", error)

"""What makes a call to Slack safe to try again: a look at what is there, and no attempt that nobody sees."""

import copy
from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import BusyError
from handlers.slack.jobs import Steps


def once(
    steps: Steps, do: Callable[[], Awaitable[str]], found: Callable[[], Awaitable[str | None]]
) -> Callable[[], Awaitable[str]]:
    """An attempt that may be repeated: it looks first whenever it may have been done before.

    See `handlers/slack/deliver.py`.
    """
    may_be_done = steps.resumed

    async def attempt() -> str:
        nonlocal may_be_done
        if may_be_done and (done := await found()) is not None:
            return done
        try:
            return await do()
        except BusyError as busy:
            may_be_done = busy.unclear
            raise

    return attempt


def without_retries(client: AsyncWebClient) -> AsyncWebClient:
    """The same client without the library's own attempts: they would send the same post twice unseen."""
    bare = copy.copy(client)
    bare.retry_handlers = []
    return bare

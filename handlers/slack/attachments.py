"""Files, put into a thread exactly once: sent first, then shared by an id that can be looked for."""

import asyncio
import logging
from functools import partial
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import SlackError, calling_slack, is_transient
from handlers.slack.jobs import Steps
from handlers.slack.once import once, without_retries
from handlers.slack.search import Message, Place, find_message
from handlers.slack.uploads import send_bytes

_FULL_TEXT = "full-text.txt"
log = logging.getLogger(__name__)


async def upload_once(
    client: AsyncWebClient,
    steps: Steps,
    *,
    name: str,
    content: Path | str,
    filename: str,
    channel: str,
    thread: str,
) -> None:
    """Put a file into a thread, once for all runs of a job. `content` is the file to read, or its text.

    Raises `SlackError`, and `OSError` if the file can't be read.
    """
    send = partial(_send, client, content, filename)
    file = await steps.run(f"send {name}", send, retry=is_transient)
    share = partial(_share, client, file, filename, Place(channel, thread, steps.began))
    found = partial(_found_file, client, Place(channel, thread, steps.began), file)
    await steps.run(f"share {name}", once(steps, share, found), retry=is_transient)


async def attach(
    client: AsyncWebClient, steps: Steps, *, name: str, text: str | None, channel: str, thread: str
) -> None:
    """What did not fit into a card, if there is any, as a file; without it the card is still an answer."""
    if text is None:
        return
    place = {"channel": channel, "thread": thread}
    try:
        await upload_once(client, steps, name=name, content=text, filename=_FULL_TEXT, **place)
    except SlackError as error:
        log.warning("the full text of “%s” was not attached: %s", name, error)


async def _send(client: AsyncWebClient, content: str | Path, filename: str) -> str:
    """Hand the bytes to Slack; the id of a file that nobody sees yet."""
    read = content.read_bytes if isinstance(content, Path) else content.encode
    return await send_bytes(client, await asyncio.to_thread(read), filename)


async def _share(client: AsyncWebClient, file: str, filename: str, place: Place) -> str:
    with calling_slack():
        await without_retries(client).files_completeUploadExternal(
            files=[{"id": file, "title": filename}], channel_id=place.channel, thread_ts=place.thread
        )
    return file


async def _found_file(client: AsyncWebClient, place: Place, file: str) -> str | None:
    def shared(message: Message) -> bool:
        return any(attached.get("id") == file for attached in message.get("files") or ())

    return file if await find_message(client, place, shared) else None
